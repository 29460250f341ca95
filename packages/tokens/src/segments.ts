import { TokenError } from './token-error.ts'

/** Far above any token that fits into a request header; what is longer is refused unread. */
const MAX_LENGTH = 65_536

const UNPADDED = /^[\w-]*\.[\w-]*\.[\w-]*$/
const PADDED = /^[\w-]*={0,2}\.[\w-]*={0,2}\.[\w-]*={0,2}$/
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The three parts of a compact token, in canonical base64url and without their padding. */
export interface Segments {
  readonly header: string
  readonly payload: string
  readonly signature: string
  /** What the signature is over: the token as it was sent, up to its last dot. */
  readonly signed: string
  readonly isPadded: boolean
}

/** Splits a token. Throws `TokenError` (invalid) for another number of parts, a foreign character, loose bits or wrong padding. */
export function splitToken(token: string): Segments {
  if (token.length > MAX_LENGTH) throw new TokenError('invalid')
  const isPadded = !UNPADDED.test(token)
  if (isPadded && !PADDED.test(token)) throw new TokenError('invalid')
  const first = token.indexOf('.')
  const last = token.indexOf('.', first + 1)
  return {
    header: segment(token.slice(0, first)),
    payload: segment(token.slice(first + 1, last)),
    signature: segment(token.slice(last + 1)),
    signed: token.slice(0, last),
    isPadded,
  }
}

/** The bytes of a segment that `splitToken` gave. */
export function segmentBytes(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}

function segment(sent: string): string {
  let length = sent.length
  while (sent.charCodeAt(length - 1) === 0x3d) length -= 1
  const isWhole = length === sent.length || sent.length % 4 === 0
  if (!isWhole || !isCanonical(sent, length)) throw new TokenError('invalid')
  return length === sent.length ? sent : sent.slice(0, length)
}

function isCanonical(text: string, length: number): boolean {
  const rest = length % 4
  if (rest === 0) return true
  if (rest === 1) return false
  const unused = rest === 2 ? 0b1111 : 0b11
  return (ALPHABET.indexOf(text.charAt(length - 1)) & unused) === 0
}
