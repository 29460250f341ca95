import { int, type PyValue } from '@latchkey/python'
import type { Claims } from './claims.ts'
import { TokenError } from './token-error.ts'
import type { DecodeSettings } from './token-settings.ts'

/**
 * Judges `iat`, `nbf`, `exp`, `iss`, `aud`, `sub` and `jti` where they are present, in PyJWT's order, which decides
 * between "invalid" and "expired". Throws `TokenError`.
 */
export function checkRegisteredClaims(settings: DecodeSettings, claims: Claims, now: Date): void {
  const seconds = now.getTime() / 1000
  const latest = seconds + settings.leeway
  if ((integerClaim(claims, 'iat') ?? latest) > latest) throw new TokenError('invalid')
  if ((integerClaim(claims, 'nbf') ?? latest) > latest) throw new TokenError('invalid')
  if ((integerClaim(claims, 'exp') ?? Number.POSITIVE_INFINITY) <= seconds - settings.leeway) throw new TokenError('expired')
  const isMeant =
    (settings.issuer === null || claims.get('iss') === settings.issuer) &&
    (settings.audience === null || isForAudience(settings.audience, claims.get('aud'))) &&
    isTextOrMissing(claims.get('sub')) &&
    isTextOrMissing(claims.get('jti'))
  if (!isMeant) throw new TokenError('invalid')
}

function integerClaim(claims: Claims, name: string): number | null {
  const value = claims.get(name)
  if (value === undefined) return null
  if (typeof value === 'number') return value
  const integer = int(value)
  if (integer === null) throw new TokenError('invalid')
  return Number(integer)
}

function isForAudience(accepted: string | readonly string[], value: PyValue | undefined): boolean {
  const named = typeof value === 'string' ? [value] : value
  if (!Array.isArray(named) || !named.every((name) => typeof name === 'string')) return false
  const expected: readonly PyValue[] = typeof accepted === 'string' ? [accepted] : accepted
  return named.some((name) => expected.includes(name))
}

function isTextOrMissing(value: PyValue | undefined): boolean {
  return value === undefined || typeof value === 'string'
}
