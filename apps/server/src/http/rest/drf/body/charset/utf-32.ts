import { PyUnicodeError } from '@latchkey/python'
import type { ByteOrder, Charset } from './charset.ts'

const MARK = 0xfeff

/** UTF-32, which the platform's decoders do not know; without a byte order the bytes begin with a mark that says it. */
export function utf32(order: ByteOrder | undefined): Charset {
  const decode = (bytes: Buffer): string => (order === undefined ? decodeMarked(bytes) : decodeOrdered(bytes, order))
  // No form is in it: its separators would be words of four bytes.
  return { isUtf8: false, decode, decodeWhole: decode, decodeLoosely: (bytes) => '\ufffd'.repeat(Math.ceil(bytes.length / 4)) }
}

function decodeMarked(bytes: Buffer): string {
  if (bytes.length < 4) return ''
  if (bytes.readUInt32LE(0) === MARK) return decodeOrdered(bytes.subarray(4), 'le')
  if (bytes.readUInt32BE(0) === MARK) return decodeOrdered(bytes.subarray(4), 'be')
  throw new PyUnicodeError('UTF-32 stream does not start with BOM')
}

function decodeOrdered(bytes: Buffer, order: ByteOrder): string {
  let text = ''
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = order === 'le' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw undecodable(order, at, point)
    text += String.fromCodePoint(point)
  }
  return text
}

function undecodable(order: ByteOrder, at: number, point: number): PyUnicodeError {
  const reason = point > 0x10ffff ? 'code point not in range(0x110000)' : 'code point in surrogate code point range(0xd800, 0xe000)'
  return new PyUnicodeError(`'utf-32-${order}' codec can't decode bytes in position ${at}-${at + 3}: ${reason}`)
}
