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

export type ByteOrder = 'le' | 'be'
