import type { Data } from '../drf/body/data.ts'
import { text } from '../drf/fields/text.ts'
import type { TokenRules } from '../rest-services.ts'

/** The fields of every view that takes a login. */
export const credentialFields = ({ loginField }: TokenRules) => [text(loginField), text('password')]

/** The credentials in the values of those fields. */
export const credentialsIn = (values: Readonly<Record<string, string>>, { loginField }: TokenRules) => ({
  username: values[loginField] ?? '',
  password: values['password'] ?? '',
})

/** The refresh token that a device of the account may send along with its login. Django's views do not look at it. */
export function ownTokenIn(data: Data): string | null {
  const token = data.get('refresh')
  return typeof token === 'string' ? token : null
}
