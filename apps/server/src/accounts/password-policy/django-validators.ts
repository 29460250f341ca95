import { isCommon } from './common-passwords.ts'

const MIN_LENGTH = 8

/** What Python's `str.isdigit` takes: decimal digits of any script, and those that stand high, low or in circles. */
const ENTIRELY_NUMERIC =
  /^[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u

/**
 * What Django's four password validators say of a new password, in their order and words; empty where they take it. The first of
 * them, likeness to the user's own data, has nothing to compare with while a user is being made, and passes, as it does in Django.
 */
export function djangoPasswordMessages(password: string): string[] {
  const messages: string[] = []
  if (Array.from(password).length < MIN_LENGTH) {
    messages.push(`This password is too short. It must contain at least ${MIN_LENGTH} characters.`)
  }
  if (isCommon(password)) messages.push('This password is too common.')
  if (ENTIRELY_NUMERIC.test(password)) messages.push('This password is entirely numeric.')
  return messages
}
