import { isUtf8 } from 'node:buffer'
import { decodeUtf8, PyUnicodeError } from '@latchkey/python'
import { parseHeaderParameters } from '../header-parameters.ts'
import { Refusal } from '../refusal.ts'
import { decodeUtf32 } from './utf-32.ts'

/** How a body's bytes become text. */
export interface Charset {
  readonly isUtf8: boolean
  /** As a Python stream reader: throws `PyUnicodeError`, drops an incomplete character at the very end. */
  decode(bytes: Buffer): string
  /** As Python's `bytes.decode`: everything or nothing. Throws `PyUnicodeError`. */
  decodeWhole(bytes: Buffer): string
  /** Puts U+FFFD where the bytes mean nothing. */
  decodeLoosely(bytes: Buffer): string
}

export const UTF_8: Charset = {
  isUtf8: true,
  decode: decodeUtf8,
  decodeWhole(bytes) {
    if (isUtf8(bytes)) return bytes.toString('utf8')
    throw new PyUnicodeError('the bytes are not UTF-8')
  },
  decodeLoosely: (bytes) => bytes.toString('utf8'),
}

const latin1 = (bytes: Buffer): string => bytes.toString('latin1')

const LATIN_1: Charset = { isUtf8: false, decode: latin1, decodeWhole: latin1, decodeLoosely: latin1 }

function ascii(bytes: Buffer): string {
  const at = bytes.findIndex((byte) => byte > 0x7f)
  if (at === -1) return latin1(bytes)
  throw new PyUnicodeError(`'ascii' codec can't decode byte 0x${bytes[at]?.toString(16)} in position ${at}: ordinal not in range(128)`)
}

const ASCII: Charset = {
  isUtf8: false,
  decode: ascii,
  decodeWhole: ascii,
  decodeLoosely: (bytes) => bytes.toString('latin1').replace(/[\x80-\xff]/g, '\ufffd'),
}

const UTF_8_WITH_MARK: Charset = {
  isUtf8: false,
  decode: (bytes) => withoutMark(decodeUtf8(bytes)),
  decodeWhole: (bytes) => withoutMark(UTF_8.decodeWhole(bytes)),
  decodeLoosely: (bytes) => withoutMark(bytes.toString('utf8')),
}

const UTF_16: Charset = {
  isUtf8: false,
  decode(bytes) {
    if (bytes.length >= 2 && byteOrder(bytes) === null) throw new PyUnicodeError('UTF-16 stream does not start with BOM')
    return (byteOrder(bytes) ?? utf16('le')).decode(bytes.subarray(2))
  },
  decodeWhole: (bytes) => byteOrder(bytes)?.decodeWhole(bytes.subarray(2)) ?? utf16('le').decodeWhole(bytes),
  decodeLoosely: (bytes) => byteOrder(bytes)?.decodeLoosely(bytes.subarray(2)) ?? utf16('le').decodeLoosely(bytes),
}

function utf32(order: 'le' | 'be' | undefined): Charset {
  const decode = (bytes: Buffer): string => {
    if (order !== undefined || bytes.length < 4) return decodeUtf32(bytes, order ?? 'le')
    const mark = bytes.readUInt32LE(0)
    if (mark === 0xfeff) return decodeUtf32(bytes.subarray(4), 'le')
    if (mark === 0xfffe0000) return decodeUtf32(bytes.subarray(4), 'be')
    throw new PyUnicodeError('UTF-32 stream does not start with BOM')
  }
  // No form can be in it: its separators would be words of four bytes.
  return { isUtf8: false, decode, decodeWhole: decode, decodeLoosely: (bytes) => '\ufffd'.repeat(Math.ceil(bytes.length / 4)) }
}

/** Encodings that Python knows, by their usual names, and the label that the platform's decoder has for them. */
const PLATFORM_LABELS: ReadonlyMap<RegExp, string> = new Map([
  [/^(?:cp|windows_)?(125[0-8])$/, 'windows-$1'],
  [/^(?:iso_?8859_|8859_)([2-8]|1[03-6])$/, 'iso-8859-$1'],
  [/^koi8_([ru])$/, 'koi8-$1'],
  [/^(?:cp|ibm)?866$/, 'ibm866'],
  [/^mac(?:_?roman|intosh)$/, 'macintosh'],
  [/^(?:s_?jis|shift_?jis|csshiftjis|ms_kanji)$/, 'shift_jis'],
  [/^euc_?jp$|^u_?jis$/, 'euc-jp'],
  [/^euc_?kr$|^korean$/, 'euc-kr'],
  [/^gb18030(?:_2000)?$/, 'gb18030'],
  [/^(?:gbk|936|cp936|gb2312|euc_?cn|chinese)$/, 'gbk'],
  [/^big5(?:_tw)?$/, 'big5'],
])

const UTF_8_NAME = /^(?:utf_?8|u8|utf|cp65001)$/
const MARKED_UTF_8_NAME = /^utf_?8_sig$/
const LATIN_1_NAME = /^(?:latin_?1|l1|latin|iso_?8859(?:_1(?:_1987)?)?|8859|cp819|iso_ir_100)$/
// `idna` is ASCII as long as nothing in it is punycode.
const ASCII_NAME = /^(?:us_)?ascii$|^(?:646|us|iso646_us|idna)$/
const UTF_16_NAME = /^(?:utf_?16|u16)(?:_?([lb]e))?$/
const UTF_32_NAME = /^(?:utf_?32|u32)(?:_?([lb]e))?$/
// Python's codecs from bytes to bytes and from text to text: no charsets, though it finds them by name.
const NO_CHARSET = /^(?:(?:base_?64|bz2|hex|quopri|quoted_printable|quotedprintable|uu|zip|zlib)(?:_codec)?|rot_?13|undefined)$/

/**
 * The charset that a `Content-Type` names; UTF-8 where it names none, or none that is known.
 * Throws `Refusal` for the names of Python codecs that are no charsets.
 */
export function charsetOf(contentType: string): Charset {
  if (!contentType.includes(';')) return UTF_8
  const name = parseHeaderParameters(contentType).parameters.get('charset')
  return name === undefined ? UTF_8 : charsetNamed(name)
}

/** @internal Exported for its tests. */
export function charsetNamed(name: string): Charset {
  const key = name.toLowerCase().replace(/[^a-z0-9.]+/g, '_')
  if (UTF_8_NAME.test(key)) return UTF_8
  if (NO_CHARSET.test(key)) throw Refusal.detail(400, `Unsupported charset "${name}" in request Content-Type header.`)
  if (MARKED_UTF_8_NAME.test(key)) return UTF_8_WITH_MARK
  if (LATIN_1_NAME.test(key)) return LATIN_1
  if (ASCII_NAME.test(key)) return ASCII
  const order16 = UTF_16_NAME.exec(key)
  if (order16 !== null) return charsetOfOrder(orderNamed(order16[1]))
  const order32 = UTF_32_NAME.exec(key)
  if (order32 !== null) return utf32(orderNamed(order32[1]))
  for (const [pattern, label] of PLATFORM_LABELS) {
    if (pattern.test(key)) return platformCharset(key, key.replace(pattern, label))
  }
  return UTF_8
}

function orderNamed(name: string | undefined): 'le' | 'be' | undefined {
  return name === 'le' || name === 'be' ? name : undefined
}

function charsetOfOrder(order: 'le' | 'be' | undefined): Charset {
  return order === undefined ? UTF_16 : utf16(order)
}

function utf16(order: 'le' | 'be'): Charset {
  return platformCharset(`utf-16-${order}`, `utf-16${order}`, 2)
}

function platformCharset(name: string, label: string, unitBytes = 1): Charset {
  const strict = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  const loose = new TextDecoder(label, { ignoreBOM: true })
  const decode = (bytes: Buffer): string => {
    try {
      return strict.decode(bytes)
    } catch (cause) {
      throw new PyUnicodeError(`'${name}' codec can't decode the body`, { cause })
    }
  }
  return {
    isUtf8: false,
    decode: (bytes) => decode(bytes.subarray(0, bytes.length - (bytes.length % unitBytes))),
    decodeWhole: decode,
    decodeLoosely: (bytes) => loose.decode(bytes),
  }
}

/** What a byte order mark at the beginning says; null without one. */
function byteOrder(bytes: Buffer): Charset | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16('le')
  return bytes[0] === 0xfe && bytes[1] === 0xff ? utf16('be') : null
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
