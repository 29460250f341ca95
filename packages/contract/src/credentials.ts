import { z } from 'zod'

/** Lengths in code points, patterns and bounds of everything a person types. One place for schema, rules and pages. */
export const LIMITS = {
  usernameLength: 150,
  emailLength: 254,
  passwordMinLength: 8,
  passwordMaxLength: 1024,
  fullNameLength: 300,
  bioLength: 300,
  imageLength: 100,
  tokenLength: 8192,
  textLength: 10_000,
} as const

/** Django's username rule (`UnicodeUsernameValidator`): letters, digits and `@ . + - _`. */
export const USERNAME_PATTERN = /^[\p{L}\p{N}_.@+-]+$/u

const codePoints = (text: string): number => Array.from(text).length

/** Text with neither NUL (PostgreSQL refuses it) nor lone surrogates (UTF-8 has no form for them). */
export const plainText = z
  .string()
  .refine((text) => !text.includes('\0'), 'Null characters are not allowed.')
  .refine((text) => text.isWellFormed(), 'Surrogate characters are not allowed.')

export const Username = plainText
  .min(1, 'Enter a username.')
  .refine((name) => codePoints(name) <= LIMITS.usernameLength, `Use at most ${LIMITS.usernameLength} characters.`)
  .regex(USERNAME_PATTERN, 'Use only letters, numbers and @ . + - _')
  .refine((name) => name === name.normalize('NFKC'), 'Use the plain form of these letters.')

/** A new password on the typed face: taken exactly as sent, so white space around it is refused, not trimmed. */
export const NewPassword = plainText
  .refine((text) => codePoints(text) >= LIMITS.passwordMinLength, `Use at least ${LIMITS.passwordMinLength} characters.`)
  .refine((text) => codePoints(text) <= LIMITS.passwordMaxLength, `Use at most ${LIMITS.passwordMaxLength} characters.`)
  .refine((text) => text === text.trim(), 'A password cannot begin or end with a space.')

export const EmailAddress = z.email('Enter a valid email address.').max(LIMITS.emailLength, `Use at most ${LIMITS.emailLength} characters.`)

/** Blank means "no address", as in Django. */
export const Email = z.union([z.literal(''), EmailAddress])

/** What signs in. A refresh token of the same account that comes along shows that its own device asks, which others' wrong guesses do not slow. */
export const Credentials = z.object({
  username: plainText.min(1, 'Enter your username.').max(LIMITS.usernameLength * 2),
  password: z.string().min(1, 'Enter your password.'),
  refresh: z.string().max(LIMITS.tokenLength).optional(),
})
export type Credentials = z.infer<typeof Credentials>

export const Registration = z.object({
  username: Username,
  email: Email.default(''),
  password: NewPassword,
})
export type Registration = z.infer<typeof Registration>
