import { PyUnicodeError } from './py-value-error.ts'

// The mark is dropped here: json.loads decodes bytes that begin with one as utf-8-sig.
const strict = new TextDecoder('utf-8', { fatal: true })

/**
 * The text of JSON bytes in the encoding that `json.detect_encoding` finds: by their mark, else by where the zero
 * bytes lie. Throws `PyUnicodeError` for bytes that are not in it.
 */
export function decodeJsonBytes(bytes: Uint8Array): string {
  const [b0, b1, b2, b3] = bytes
  if (b0 === 0xff && b1 === 0xfe) return b2 === 0 && b3 === 0 ? utf32(bytes.subarray(4), true) : utf16(bytes.subarray(2), true)
  if (b0 === 0xfe && b1 === 0xff) return utf16(bytes.subarray(2), false)
  if (b0 === 0 && b1 === 0 && b2 === 0xfe && b3 === 0xff) return utf32(bytes.subarray(4), false)
  if (bytes.length >= 4) {
    if (b0 === 0) return b1 === 0 ? utf32(bytes, false) : utf16(bytes, false)
    if (b1 === 0) return b2 === 0 && b3 === 0 ? utf32(bytes, true) : utf16(bytes, true)
  } else if (bytes.length === 2) {
    if (b0 === 0) return utf16(bytes, false)
    if (b1 === 0) return utf16(bytes, true)
  }
  return utf8(bytes)
}

function utf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch (cause) {
    const text = withSurrogates(bytes)
    if (text === null) throw new PyUnicodeError('the bytes are not UTF-8', { cause })
    return text
  }
}

/** Python decodes with `surrogatepass`: ED A0..BF xx is a lone surrogate. Null when anything else is wrong. */
function withSurrogates(bytes: Uint8Array): string | null {
  let text = ''
  let from = 0
  try {
    for (let at = bytes.indexOf(0xed); at !== -1; at = bytes.indexOf(0xed, at + 1)) {
      const [second = 0, third = 0] = bytes.subarray(at + 1, at + 3)
      if (second < 0xa0 || second > 0xbf || (third & 0xc0) !== 0x80) continue
      text += strict.decode(bytes.subarray(from, at)) + String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f))
      from = at + 3
    }
    return text + strict.decode(bytes.subarray(from))
  } catch {
    return null
  }
}

function utf16(bytes: Uint8Array, littleEndian: boolean): string {
  if (bytes.length % 2 !== 0) throw new PyUnicodeError('the bytes are not UTF-16')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) text += String.fromCharCode(view.getUint16(at, littleEndian))
  return text
}

function utf32(bytes: Uint8Array, littleEndian: boolean): string {
  if (bytes.length % 4 !== 0) throw new PyUnicodeError('the bytes are not UTF-32')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian)
    if (point > 0x10ffff) throw new PyUnicodeError('the bytes are not UTF-32')
    text += String.fromCodePoint(point)
  }
  return text
}
