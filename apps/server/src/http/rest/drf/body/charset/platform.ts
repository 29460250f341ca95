import { PyUnicodeError } from '@latchkey/python'
import type { Charset } from './charset.ts'

/** A charset that the platform's own decoder knows by `label`. `name` is Python's, for its messages. */
export function platformCharset(name: string, label: string, unitBytes = 1): Charset {
  const strict = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  const loose = new TextDecoder(label, { ignoreBOM: true })
  const decodeWhole = (bytes: Buffer): string => {
    try {
      return strict.decode(bytes)
    } catch (cause) {
      throw new PyUnicodeError(`'${name}' codec can't decode the body`, { cause })
    }
  }
  return {
    isUtf8: false,
    decode: (bytes) => decodeWhole(bytes.subarray(0, bytes.length - (bytes.length % unitBytes))),
    decodeWhole,
    decodeLoosely: (bytes) => loose.decode(bytes),
  }
}
