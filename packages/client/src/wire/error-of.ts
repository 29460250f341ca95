import { AUTH_ERRORS, type AuthErrorCode, type FieldErrors, type TokenRefusal } from '@latchkey/contract'
import type { AppRouter } from '@latchkey/contract/router'
import { TRPCClientError } from '@trpc/client'

/** What a caller can act on. All three are null for what is not in the table: no connection, a crash, a programming mistake. */
export interface LatchkeyFailure {
  readonly code: AuthErrorCode | null
  /** Messages by field name; only with `invalid_input`. */
  readonly fields: FieldErrors | null
  /** Only with `token_not_valid`. */
  readonly reason: TokenRefusal | null
}

/** An error of the typed face, its data typed. */
export type LatchkeyError = TRPCClientError<AppRouter>

export function isLatchkeyError(error: unknown): error is LatchkeyError {
  return error instanceof TRPCClientError
}

/** Reads any caught value; never throws. */
export function errorOf(error: unknown): LatchkeyFailure {
  const data = isLatchkeyError(error) ? error.data : null
  // A newer server may know codes that this client does not.
  const code = data?.error && Object.hasOwn(AUTH_ERRORS, data.error) ? data.error : null
  return { code, fields: data?.fields ?? null, reason: data?.reason ?? null }
}

/** Whether the server said no to the caller's tokens. No connection and a busy server are no such answer. */
export function isRefused(error: unknown): boolean {
  return isLatchkeyError(error) && error.data?.httpStatus === 401
}

/** Whether a fresh access token may help: refused, and not because of a password in the call itself. */
export function isBearerRefused(error: unknown): boolean {
  return isRefused(error) && errorOf(error).code !== 'no_active_account'
}
