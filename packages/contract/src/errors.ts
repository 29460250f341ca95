/**
 * Every failure that a caller can act on. The codes are frozen by the wire; the wording is not.
 * `status` is the HTTP status of both faces; `detail` is what the typed face says (the REST face words its own, by dialect).
 */
export const AUTH_ERRORS = {
  invalid_input: { status: 400, detail: 'Some of the input was refused.' },
  /** A mailed link's token that is wrong, too old, used, replaced by a newer one, or of an account that has changed since: no telling which. */
  one_time_token_not_valid: { status: 400, detail: 'This link is no longer valid. Ask for a new one.' },
  not_authenticated: { status: 401, detail: 'Authentication credentials were not provided.' },
  no_active_account: { status: 401, detail: 'No active account found with the given credentials' },
  token_not_valid: { status: 401, detail: 'Token is invalid or expired' },
  user_not_found: { status: 401, detail: 'User not found' },
  user_inactive: { status: 401, detail: 'User is inactive' },
  password_changed: { status: 401, detail: "The user's password has been changed." },
  cross_site_refused: { status: 403, detail: 'This call may only be made by the pages of this site.' },
  permission_denied: { status: 403, detail: 'You do not have permission to do this.' },
  own_account: { status: 403, detail: 'You cannot do this to your own account.' },
  last_superuser: { status: 403, detail: 'This is the last superuser. Make another one first.' },
  no_such_user: { status: 404, detail: 'There is no such user.' },
  session_not_found: { status: 404, detail: 'There is no such session.' },
  account_in_use: { status: 409, detail: 'Other records of this service still belong to the account. Ask its operator to delete it.' },
  mail_not_configured: { status: 503, detail: 'This service sends no mail.' },
  throttled: { status: 429, detail: 'Too many attempts. Wait a moment and try again.' },
  unavailable: { status: 503, detail: 'The service cannot do this at the moment. Try again shortly.' },
  too_busy: { status: 503, detail: 'Too many requests at the moment. Try again shortly.' },
} as const satisfies Record<string, { status: 400 | 401 | 403 | 404 | 409 | 429 | 503; detail: string }>

/** A stable name that a caller may switch over. */
export type AuthErrorCode = keyof typeof AUTH_ERRORS

/** Why a token was refused, in SimpleJWT's terms; the REST face words each of them. */
export const TOKEN_REFUSALS = [
  'invalid',
  'expired',
  'blacklisted',
  'no_exp',
  'no_id',
  'no_type',
  'wrong_type',
  'no_refresh_exp',
  'refresh_expired',
  'no_user_id',
  'no_active_account',
] as const
export type TokenRefusal = (typeof TOKEN_REFUSALS)[number]

/** Messages by field name, as a form shows them. */
export type FieldErrors = Record<string, string[]>

export interface AuthErrorOptions {
  /** Only with `token_not_valid`. */
  reason?: TokenRefusal
  /** Only with `invalid_input`. */
  fields?: FieldErrors
  /** Only with `throttled`, `too_busy` and `unavailable`: whole seconds after which a new attempt makes sense. */
  retryAfter?: number
  /** What went wrong inside. It never leaves the server. */
  cause?: unknown
}

/** The one error that rules throw; each door translates it from `AUTH_ERRORS`. */
export class AuthError extends Error {
  override readonly name = 'AuthError'
  readonly code: AuthErrorCode
  readonly reason: TokenRefusal | null
  readonly fields: FieldErrors | null
  readonly retryAfter: number | null

  constructor(code: AuthErrorCode, options: AuthErrorOptions = {}) {
    super(AUTH_ERRORS[code].detail, { cause: options.cause })
    this.code = code
    this.reason = options.reason ?? null
    this.fields = options.fields ?? null
    this.retryAfter = options.retryAfter ?? null
  }

  get status(): number {
    return AUTH_ERRORS[this.code].status
  }
}
