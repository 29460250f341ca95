import { parseHeaderParameters } from '../../header-parameters.ts'
import { Refusal } from '../../refusal.ts'
import type { ByteOrder, Charset } from './charset.ts'
import { platformCharset } from './platform.ts'
import { ASCII, LATIN_1 } from './single-byte.ts'
import { MARKED_UTF_8, UTF_8 } from './utf-8.ts'
import { utf16 } from './utf-16.ts'
import { utf32 } from './utf-32.ts'

type Maker = (part: string | undefined) => Charset

const platform =
  (prefix: string): Maker =>
  (part = '') =>
    platformCharset(`${prefix}${part}`, `${prefix}${part}`)
const orderOf = (part: string | undefined): ByteOrder | undefined => (part === 'le' || part === 'be' ? part : undefined)

/** Encodings by the names and aliases that Python has for them, `_` standing for whatever separates words. */
const CHARSETS: readonly (readonly [name: RegExp, make: Maker])[] = [
  [/^(?:utf_?8|u8|utf|cp65001)$/, () => UTF_8],
  [/^utf_?8_sig$/, () => MARKED_UTF_8],
  [/^(?:latin_?1|l1|latin|iso_?8859(?:_1(?:_1987)?)?|8859|cp819|iso_ir_100)$/, () => LATIN_1],
  // `idna` is ASCII as long as nothing in it is punycode.
  [/^(?:(?:us_)?ascii|646|us|iso646_us|idna)$/, () => ASCII],
  [/^(?:utf_?16|u16)(?:_?([lb]e))?$/, (order) => utf16(orderOf(order))],
  [/^(?:utf_?32|u32)(?:_?([lb]e))?$/, (order) => utf32(orderOf(order))],
  [/^(?:cp|windows_)?(125[0-8])$/, platform('windows-')],
  [/^(?:iso_?8859_|8859_)([2-8]|1[03-6])$/, platform('iso-8859-')],
  [/^koi8_([ru])$/, platform('koi8-')],
  [/^(?:cp|ibm)?(866)$/, platform('ibm')],
  [/^mac(?:_?roman|intosh)$/, platform('macintosh')],
  [/^(?:s_?jis|shift_?jis|csshiftjis|ms_kanji)$/, platform('shift_jis')],
  [/^(?:euc_?jp|u_?jis)$/, platform('euc-jp')],
  [/^(?:euc_?kr|korean)$/, platform('euc-kr')],
  [/^gb18030(?:_2000)?$/, platform('gb18030')],
  [/^(?:gbk|936|cp936|gb2312|euc_?cn|chinese)$/, platform('gbk')],
  [/^big5(?:_tw)?$/, platform('big5')],
]

// Python's codecs from bytes to bytes and from text to text: no charsets, though it finds them by name.
const NO_CHARSET = /^(?:(?:base_?64|bz2|hex|quopri|quoted_?printable|uu|zip|zlib)(?:_codec)?|rot_?13|undefined)$/

/**
 * The charset that a `Content-Type` names; UTF-8 where it names none, or none that is known.
 * Throws `Refusal` for the names of Python codecs that are no charsets.
 */
export function charsetOf(contentType: string): Charset {
  const name = contentType.includes(';') ? parseHeaderParameters(contentType).parameters.get('charset') : undefined
  if (name === undefined) return UTF_8
  const key = name.toLowerCase().replace(/[^a-z0-9.]+/g, '_')
  if (NO_CHARSET.test(key)) throw Refusal.detail(400, `Unsupported charset "${name}" in request Content-Type header.`)
  for (const [pattern, make] of CHARSETS) {
    const match = pattern.exec(key)
    if (match !== null) return make(match[1])
  }
  return UTF_8
}
