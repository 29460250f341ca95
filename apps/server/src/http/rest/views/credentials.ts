import { text } from '../drf/fields/text.ts'
import type { TokenRules } from '../rest-services.ts'

/** The fields of every view that takes a login. */
export const credentialFields = ({ loginField }: TokenRules) => [text(loginField), text('password')]

/** The credentials in the values of those fields. */
export const credentialsIn = (values: Readonly<Record<string, string>>, { loginField }: TokenRules) => ({
  username: values[loginField] ?? '',
  password: values['password'] ?? '',
})
