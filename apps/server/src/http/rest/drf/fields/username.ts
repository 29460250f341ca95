import { USERNAME_PATTERN } from '@latchkey/contract'
import { USERNAME_UNFIT } from '../../../../accounts/register.ts'

/** The most code points that Django's column takes. */
export const MAX_USERNAME_LENGTH = 150

/** What OPTIONS says of a user name. */
export const USERNAME_HELP = 'Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.'

/** The check of Django's `UnicodeUsernameValidator`: letters and digits of any script and five signs. */
export function checkUsername(text: string): string | null {
  return USERNAME_PATTERN.test(text) ? null : USERNAME_UNFIT
}
