import { PyUnicodeError } from '@latchkey/python'
import type { Charset } from './charset.ts'

export const LATIN_1: Charset = { isUtf8: false, decode: latin1, decodeWhole: latin1, decodeLoosely: latin1 }

export const ASCII: Charset = {
  isUtf8: false,
  decode: ascii,
  decodeWhole: ascii,
  decodeLoosely: (bytes) => latin1(bytes).replace(/[\x80-\xff]/g, '\ufffd'),
}

function latin1(bytes: Buffer): string {
  return bytes.toString('latin1')
}

function ascii(bytes: Buffer): string {
  const at = bytes.findIndex((byte) => byte > 0x7f)
  if (at === -1) return latin1(bytes)
  throw new PyUnicodeError(`'ascii' codec can't decode byte 0x${bytes[at]?.toString(16)} in position ${at}: ordinal not in range(128)`)
}
