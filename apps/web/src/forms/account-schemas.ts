import { EmailChange, PasswordReset, PasswordResetRequest } from '@latchkey/contract'

// Apart from those of the first page: few need these.
export { EmailChange, PasswordResetRequest }

/** The token comes from the link. */
export const PasswordResetField = PasswordReset.omit({ token: true })
