import { z } from 'zod'
import { EmailAddress, LIMITS, NewPassword, plainText } from './credentials.ts'

/**
 * The secret at the end of a mailed link: `…/app/reset-password#token=…`. It stands behind `#` so that no log and no `Referer` sees
 * it. Whatever is wrong with one, the error is `one_time_token_not_valid`.
 */
const OneTimeToken = z.string()

/** Pages of the web app that mailed links lead to, below the public address; `#token=…` follows. */
export const LINK_PAGES = { resetPassword: '/app/reset-password', verifyEmail: '/app/verify-email' } as const

/** Any text that could be an address: the one that an account has may be older than the rules for new ones. */
export const PasswordResetRequest = z.object({
  email: plainText.max(LIMITS.emailLength).regex(/^[^@]+@[^@]+$/, 'Enter a valid email address.'),
})
export type PasswordResetRequest = z.infer<typeof PasswordResetRequest>

export const PasswordReset = z.object({ token: OneTimeToken, newPassword: NewPassword })
export type PasswordReset = z.infer<typeof PasswordReset>

export const EmailVerification = z.object({ token: OneTimeToken })
export type EmailVerification = z.infer<typeof EmailVerification>

/** The address that a link has proven. */
export const VerifiedEmail = z.object({ email: z.string() })
export type VerifiedEmail = z.infer<typeof VerifiedEmail>

export const EmailChange = z.object({
  newEmail: EmailAddress,
  currentPassword: z.string().min(1, 'Enter your current password.'),
})
export type EmailChange = z.infer<typeof EmailChange>
