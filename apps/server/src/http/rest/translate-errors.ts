import type { AuthError, TokenRefusal } from '@latchkey/contract'
import { BearerRefused } from '../../sessions/bearer-refused.ts'
import { type Json, Refusal } from './drf/refusal.ts'
import { NO_ACCEPTED_CLASS, NO_ACTIVE_ACCOUNT, NOT_AUTHENTICATED, type TokenWording } from './wording.ts'

const TOKEN_TYPES = { AccessToken: 'access', SlidingToken: 'sliding' } as const

/** The reply for what a rule refuses, as SimpleJWT would word it. */
export function translateError(error: AuthError, wording: TokenWording): Refusal {
  switch (error.code) {
    case 'invalid_input':
      return new Refusal(400, { ...(error.fields ?? { non_field_errors: [error.message] }) })
    case 'not_authenticated':
      return Refusal.detail(401, NOT_AUTHENTICATED)
    case 'no_active_account':
      return Refusal.detail(401, NO_ACTIVE_ACCOUNT)
    case 'token_not_valid':
      return error instanceof BearerRefused ? refusedBearer(error, wording) : refusedToken(error.reason ?? 'invalid', wording)
    case 'user_not_found':
    case 'user_inactive':
    case 'password_changed':
      return new Refusal(401, { detail: error.message, code: error.code })
    case 'throttled':
      return throttled(error.retryAfter ?? 1)
    case 'too_busy':
    case 'unavailable':
      return new Refusal(error.status, { detail: error.message }, { 'retry-after': String(error.retryAfter ?? 1) })
    default:
      return Refusal.detail(error.status, error.message)
  }
}

/** As DRF's `Throttled`. */
function throttled(seconds: number): Refusal {
  const detail = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`
  return new Refusal(429, { detail }, { 'retry-after': String(seconds) })
}

function refusedToken(reason: TokenRefusal, wording: TokenWording): Refusal {
  const detail = wording[reason]
  // The account is at fault here, not the token: SimpleJWT raises another exception, which has no code.
  return reason === 'no_active_account' ? Refusal.detail(401, detail) : new Refusal(401, { detail, code: 'token_not_valid' })
}

function refusedBearer(error: BearerRefused, wording: TokenWording): Refusal {
  const messages: Json[] = error.attempts.map(({ tokenClass, reason }) => ({
    token_class: tokenClass,
    token_type: TOKEN_TYPES[tokenClass],
    message: wording[reason],
  }))
  return new Refusal(401, { detail: NO_ACCEPTED_CLASS, code: 'token_not_valid', messages })
}
