import type { ExpectedToken } from './case-format.ts'
import { type ClaimContext, claimMatcher } from './claim-matcher.ts'
import { type Difference, excerpt } from './difference.ts'
import type { Profile } from './profiles.ts'
import { asciiJsonString } from './python-json.ts'
import { isSigned } from './signature.ts'

/** The two times of one token are read from a clock that may tick between the readings. */
const TICK = 1

/**
 * How a token is unlike the expected one: header and payload are compared as text, so that order, spacing and escapes count, and the
 * signature is verified with the profile's key.
 */
export function compareToken(token: string, expected: ExpectedToken, context: ClaimContext & { readonly profile: Profile }): Difference[] {
  const segments = token.split('.')
  const [header = '', payload = '', signature = ''] = segments
  if (segments.length !== 3) return [{ at: 'segments', wanted: '3', got: String(segments.length) }]
  const differences: Difference[] = []
  const headerText = decode(header)
  if (headerText !== expected.header) differences.push({ at: 'header', wanted: expected.header, got: headerText })
  differences.push(...compareClaims(decode(payload), expected.claims, context))
  const { signing, keys } = context.profile
  const key = keys[signing.publicKey]
  if (key === undefined) throw new RangeError(`there is no key ${signing.publicKey}`)
  const input = `${header}.${payload}`
  if (!isSigned({ alg: signing.alg, key, input, signature: Buffer.from(signature, 'base64url') })) {
    differences.push({ at: 'signature', wanted: `${signing.alg} with key ${signing.publicKey}`, got: excerpt(signature) })
  }
  return differences
}

function decode(segment: string): string {
  return Buffer.from(segment, 'base64url').toString('utf8')
}

function compareClaims(payload: string, expected: ExpectedToken['claims'], context: ClaimContext): Difference[] {
  const differences: Difference[] = []
  const driftOf = new Map<string, number>()
  let offset = 0
  for (const [index, [name, value]] of expected.entries()) {
    const matcher = claimMatcher(value, context)
    const label = `${index === 0 ? '{' : ','}${asciiJsonString(name)}:`
    const text = payload.startsWith(label, offset) ? matcher.read(payload, offset + label.length) : null
    if (text === null) return [{ at: `claim ${name}`, wanted: `${label}${matcher.wanted}`, got: excerpt(payload, offset) }]
    offset += label.length + text.length
    const objection = matcher.objection?.(text) ?? null
    if (objection !== null) differences.push({ at: `claim ${name}`, wanted: matcher.wanted, got: objection })
    const expectedOffset = secondsFromNow(value)
    if (expectedOffset !== null) driftOf.set(name, Number(text) - expectedOffset)
  }
  const end = expected.length === 0 ? '{}' : '}'
  if (payload.slice(offset) !== end) return [{ at: 'claims', wanted: `${end} after the last of them`, got: excerpt(payload, offset) }]
  const [exp, iat] = [driftOf.get('exp'), driftOf.get('iat')]
  if (exp !== undefined && iat !== undefined && Math.abs(exp - iat) > TICK) {
    differences.push({ at: 'claims exp and iat', wanted: 'of the same moment', got: `${exp - iat} s apart` })
  }
  return differences
}

function secondsFromNow(value: ExpectedToken['claims'][number][1]): number | null {
  return typeof value === 'object' && value !== null && 'now' in value ? Number(value['now']) : null
}
