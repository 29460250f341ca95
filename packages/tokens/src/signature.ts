import { suiteOf } from './algorithm.ts'
import { isSigned } from './is-signed.ts'
import { jsonwebtoken } from './jsonwebtoken.ts'
import type { TokenKeys } from './keys.ts'
import type { Segments } from './segments.ts'
import { TokenError } from './token-error.ts'

/** Verifies a token whose header was checked. Throws `TokenError` (invalid), whatever goes wrong. */
export function verifySignature(keys: TokenKeys, token: string, segments: Segments): void {
  const suite = suiteOf(keys.algorithm)
  // Python reads tokens that jsonwebtoken does not: padded segments, headers with a byte order mark or in UTF-16.
  const isUsual = !segments.isPadded && segments.header === suite.headerSegment
  try {
    // A keyed hash is compared in a fifth of the time that jsonwebtoken takes around it.
    if (suite.family !== 'HS' && isUsual ? verifies(keys, token, segments) : isSigned(keys, segments)) return
  } catch (cause) {
    throw new TokenError('invalid', { cause })
  }
  throw new TokenError('invalid')
}

function verifies(keys: TokenKeys, token: string, segments: Segments): boolean {
  try {
    jsonwebtoken().verify(token, keys.verifyingKey, suiteOf(keys.algorithm).verifyOptions)
    return true
  } catch (error) {
    // It reads the claims before it looks at the signature, and as JavaScript does.
    if (error instanceof SyntaxError) return isSigned(keys, segments)
    throw error
  }
}
