import { loadJsonBytes, type PyValue } from '@latchkey/python'
import { type Algorithm, suiteOf } from './algorithm.ts'
import { segmentBytes } from './segments.ts'
import { TokenError } from './token-error.ts'

/**
 * Judges a token's header as PyJWT does: `alg` exactly the configured one, `kid` a string, nothing critical but `b64`,
 * and that not false. Whatever else it says (`jku`, `jwk`, `x5c`, `typ`) is not looked at. Throws `TokenError` (invalid).
 */
export function checkHeader(algorithm: Algorithm, segment: string): void {
  if (segment === suiteOf(algorithm).headerSegment) return
  const header = readHeader(segment)
  const kid = header.get('kid')
  const isAcceptable =
    header.get('alg') === algorithm &&
    (kid === undefined || typeof kid === 'string') &&
    header.get('b64') !== false &&
    isCriticalUnderstood(header)
  if (!isAcceptable) throw new TokenError('invalid')
}

function readHeader(segment: string): ReadonlyMap<string, PyValue> {
  let header: PyValue
  try {
    header = loadJsonBytes(segmentBytes(segment))
  } catch (cause) {
    throw new TokenError('invalid', { cause })
  }
  if (!(header instanceof Map)) throw new TokenError('invalid')
  return header
}

function isCriticalUnderstood(header: ReadonlyMap<string, PyValue>): boolean {
  const critical = header.get('crit')
  if (critical === undefined) return true
  return Array.isArray(critical) && critical.length > 0 && critical.every((name) => name === 'b64') && header.has('b64')
}
