import { constants, type KeyObject, timingSafeEqual, verify } from 'node:crypto'
import { type Suite, suiteOf } from './algorithm.ts'
import { keyedHash } from './keyed-hash.ts'
import type { TokenKeys } from './keys.ts'
import { type Segments, segmentBytes } from './segments.ts'

/** Whether the signature is good, whatever the header and the payload are. The algorithm is the configured one, always. */
export function isSigned(keys: TokenKeys, segments: Segments): boolean {
  const suite = suiteOf(keys.algorithm)
  const signature = segmentBytes(segments.signature)
  if (suite.family === 'HS') {
    const expected = keyedHash(suite.hash, keys.verifyingKey).digest(segments.signed)
    return signature.length === expected.length && timingSafeEqual(signature, expected)
  }
  return verify(suite.hash, Buffer.from(segments.signed, 'latin1'), verifyingInput(suite, keys.verifyingKey), signature)
}

function verifyingInput(suite: Suite, key: KeyObject): Parameters<typeof verify>[2] {
  if (suite.family === 'ES') return { key, dsaEncoding: 'ieee-p1363' }
  if (suite.family === 'RS') return { key, padding: constants.RSA_PKCS1_PADDING }
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
}
