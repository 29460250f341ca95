import { Claims } from './claims.ts'
import { checkHeader } from './header.ts'
import type { TokenKeys } from './keys.ts'
import { checkRegisteredClaims } from './registered-claims.ts'
import { segmentBytes, splitToken } from './segments.ts'
import { verifySignature } from './signature.ts'
import { TokenError } from './token-error.ts'
import type { DecodeSettings } from './token-settings.ts'

/**
 * The token layer, as PyJWT has it: form, header, signature by the configured key, registered claims. What SimpleJWT
 * asks beyond that is `checkClaims`. Throws `TokenError` with the reason `invalid` or `expired`, nothing else.
 */
export function decodeToken(settings: DecodeSettings, token: string, now: Date): Claims {
  const claims = openToken(settings.keys, token)
  checkRegisteredClaims(settings, claims, now)
  return claims
}

/**
 * The part of `decodeToken` whose outcome never changes: form, header and signature. A caller may remember it, if it runs
 * `checkRegisteredClaims` at each use and sets none of the claims. Throws `TokenError` (invalid).
 */
export function openToken(keys: TokenKeys, token: string): Claims {
  const segments = splitToken(token)
  checkHeader(keys.algorithm, segments.header)
  verifySignature(keys, token, segments)
  return Claims.fromBytes(segmentBytes(segments.payload))
}

/** The claims of a token that nobody has checked, for pages and logs only; null when there are none to read. */
export function decodeUnverified(token: string): Claims | null {
  try {
    return Claims.fromBytes(segmentBytes(splitToken(token).payload))
  } catch (error) {
    if (error instanceof TokenError) return null
    throw error
  }
}
