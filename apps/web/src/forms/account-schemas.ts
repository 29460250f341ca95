import { AccountDeletion, EmailChange, PasswordReset, PasswordResetRequest } from '@latchkey/contract'

// Apart from those of the first page: few need these.
export { AccountDeletion, EmailChange, PasswordResetRequest }

/** The token comes from the link. */
export const PasswordResetField = PasswordReset.omit({ token: true })
