import { PyUnicodeError } from '@latchkey/python'
import type { ByteOrder, Charset } from './charset.ts'
import { platformCharset } from './platform.ts'

/** UTF-16 in a given byte order; without one the bytes begin with a mark that says it, or are a form and little-endian. */
export function utf16(order: ByteOrder | undefined): Charset {
  return order === undefined ? MARKED_UTF_16 : platformCharset(`utf-16-${order}`, `utf-16${order}`, 2)
}

const MARKED_UTF_16: Charset = {
  isUtf8: false,
  decode(bytes) {
    if (bytes.length < 2) return ''
    const order = byteOrder(bytes)
    if (order === null) throw new PyUnicodeError('UTF-16 stream does not start with BOM')
    return utf16(order).decode(bytes.subarray(2))
  },
  decodeWhole(bytes) {
    const order = byteOrder(bytes)
    return order === null ? utf16('le').decodeWhole(bytes) : utf16(order).decodeWhole(bytes.subarray(2))
  },
  decodeLoosely(bytes) {
    const order = byteOrder(bytes)
    return order === null ? utf16('le').decodeLoosely(bytes) : utf16(order).decodeLoosely(bytes.subarray(2))
  },
}

function byteOrder(bytes: Buffer): ByteOrder | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'be' : null
}
