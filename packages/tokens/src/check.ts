import { PyFloat, type PyValue, str } from '@latchkey/python'
import type { Claims } from './claims.ts'
import { TokenError } from './token-error.ts'
import type { TokenSettings, TokenType } from './token-settings.ts'

/** The first second of the year 10000, which Python's datetime cannot hold. */
const END_OF_TIME = 253_402_300_800

/**
 * SimpleJWT's own checks of a decoded token, in its order and after its look into the blacklist: `exp`, the id and the
 * type claim must be there. The type null stands for "any, or none", as at verify. Throws `TokenError`: `no_exp`, `no_id`,
 * `no_type`, `wrong_type`, or `invalid` for an `exp` that Django crashes on (text, or beyond the year 9999).
 */
export function checkClaims(settings: Pick<TokenSettings, 'tokenTypeClaim' | 'jtiClaim'>, claims: Claims, type: TokenType | null): void {
  const exp = claims.get('exp')
  if (exp === undefined) throw new TokenError('no_exp')
  secondsOf(exp)
  if (!claims.has(settings.jtiClaim)) throw new TokenError('no_id')
  if (type === null) return
  const named = claims.get(settings.tokenTypeClaim)
  if (named === undefined) throw new TokenError('no_type')
  if (named !== type) throw new TokenError('wrong_type')
}

/** The `jti` as the blacklist knows it, or null when the token has none. */
export function tokenId(settings: Pick<TokenSettings, 'jtiClaim'>, claims: Claims): string | null {
  const id = claims.get(settings.jtiClaim)
  return id === undefined || id === null ? null : str(id)
}

/**
 * Whether a sliding token can still be exchanged. Throws `TokenError`: `no_refresh_exp`, `refresh_expired`, or `invalid`
 * for a value that is no time.
 */
export function checkSlidingRefresh(settings: Pick<TokenSettings, 'slidingRefreshExpClaim' | 'leeway'>, claims: Claims, now: Date): void {
  const until = claims.get(settings.slidingRefreshExpClaim)
  if (until === undefined) throw new TokenError('no_refresh_exp')
  if (secondsOf(until) <= now.getTime() / 1000 - settings.leeway) throw new TokenError('refresh_expired')
}

/** What `datetime.fromtimestamp` takes; unlike `int()` it reads no text. */
function secondsOf(value: PyValue): number {
  const seconds = value instanceof PyFloat ? value.value : value
  const isNumeric = typeof seconds === 'number' || typeof seconds === 'boolean' || typeof seconds === 'bigint'
  // The comparison is false for NaN as well.
  if (!isNumeric || !(Math.abs(Number(seconds)) < END_OF_TIME)) throw new TokenError('invalid')
  return Number(seconds)
}
