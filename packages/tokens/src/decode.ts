import { Claims } from './claims.ts'
import { checkHeader } from './header.ts'
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
  const segments = splitToken(token)
  checkHeader(settings.keys.algorithm, segments.header)
  verifySignature(settings.keys, token, segments)
  const claims = Claims.fromBytes(segmentBytes(segments.payload))
  checkRegisteredClaims(settings, claims, now)
  return claims
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
