import { PyUnicodeError } from '@latchkey/python'

/** Decodes UTF-32, which the platform's decoders do not know. Bytes that do not make a whole character at the end are dropped. */
export function decodeUtf32(bytes: Buffer, order: 'le' | 'be'): string {
  let text = ''
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = order === 'le' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
      const what = point > 0x10ffff ? 'code point not in range(0x110000)' : 'code point in surrogate code point range(0xd800, 0xe000)'
      throw new PyUnicodeError(`'utf-32-${order}' codec can't decode bytes in position ${at}-${at + 3}: ${what}`)
    }
    text += String.fromCodePoint(point)
  }
  return text
}
