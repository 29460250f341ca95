import { int, PyFloat, type PyValue } from '@latchkey/python'
import { checkClaims } from './check.ts'
import type { Claims } from './claims.ts'
import { decodeToken } from './decode.ts'
import { TokenError } from './token-error.ts'
import type { TokenSettings } from './token-settings.ts'

/** The keys, and whatever differs from SimpleJWT's defaults. */
export type VerifySettings = Pick<TokenSettings, 'keys'> &
  Partial<Pick<TokenSettings, 'issuer' | 'audience' | 'leeway' | 'tokenTypeClaim' | 'jtiClaim' | 'userIdClaim'>>

export interface VerifiedAccessToken {
  /** The user's id as text, whether the token has it as a number or as text. */
  readonly userId: string
  readonly expiresAt: Date
  readonly claims: Claims
}

/**
 * Verifies an access token without asking the service that issued it, so a logout or a deactivated user is not noticed
 * before the token expires. Throws `TokenError`, also (invalid) for a token that names no user.
 */
export function verifyAccessToken(settings: VerifySettings, token: string, now = new Date()): VerifiedAccessToken {
  const { keys, issuer = null, audience = null, leeway = 0 } = settings
  const { tokenTypeClaim = 'token_type', jtiClaim = 'jti', userIdClaim = 'user_id' } = settings
  const claims = decodeToken({ keys, issuer, audience, leeway }, token, now)
  checkClaims({ tokenTypeClaim, jtiClaim }, claims, 'access')
  const userId = idText(claims.get(userIdClaim))
  if (userId === null) throw new TokenError('invalid')
  return { userId, expiresAt: new Date(Number(int(claims.get('exp') ?? null)) * 1000), claims }
}

function idText(value: PyValue | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || value instanceof PyFloat
  return isNumber ? (int(value)?.toString() ?? null) : null
}
