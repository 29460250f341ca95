import { isUtf8 } from 'node:buffer'
import { decodeUtf8, PyUnicodeError } from '@latchkey/python'
import type { Charset } from './charset.ts'

export const UTF_8: Charset = {
  isUtf8: true,
  decode: decodeUtf8,
  decodeWhole(bytes) {
    if (isUtf8(bytes)) return bytes.toString('utf8')
    throw new PyUnicodeError('the bytes are not UTF-8')
  },
  decodeLoosely: (bytes) => bytes.toString('utf8'),
}

/** Python's `utf-8-sig`: UTF-8 that may begin with a byte order mark. */
export const MARKED_UTF_8: Charset = {
  isUtf8: false,
  decode: (bytes) => withoutMark(UTF_8.decode(bytes)),
  decodeWhole: (bytes) => withoutMark(UTF_8.decodeWhole(bytes)),
  decodeLoosely: (bytes) => withoutMark(UTF_8.decodeLoosely(bytes)),
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
