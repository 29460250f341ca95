import { decodeJsonBytes } from './json-encoding.ts'
import { JsonReader } from './json-reader.ts'
import type { PyValue } from './py-value.ts'
import { PyJsonError, PyUnicodeError } from './py-value-error.ts'
import { decodeUtf8 } from './utf8.ts'

const BYTE_ORDER_MARK = 0xfeff

/** What to do with `NaN`, `Infinity` and `-Infinity`: DRF refuses them, `json.loads` takes them. */
export interface ParseOptions {
  readonly constants?: 'refuse' | 'accept'
}

/**
 * Reads a JSON text as `json.loads` does, by default with DRF's refusal of non-finite constants.
 * Throws `PyJsonError` with Python's wording and position. Nesting beyond 1000 levels is refused in Python's words.
 */
export function parseJson(text: string, options: ParseOptions = {}): PyValue {
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) throw PyJsonError.at('Unexpected UTF-8 BOM (decode using utf-8-sig)', text, 0)
  return new JsonReader(text, options.constants === 'accept').document()
}

/** Reads a request body in UTF-8 as DRF's `JSONParser` does. Throws `PyJsonError` only, for bytes that are no UTF-8 too. */
export function parseJsonBytes(bytes: Uint8Array): PyValue {
  return parseJson(decodeOrJsonError(bytes))
}

/**
 * Reads bytes as `json.loads(bytes)` does, which is how PyJWT reads a token's header and payload: UTF-8 with or
 * without a mark, UTF-16 and UTF-32 are detected, non-finite constants are taken. Throws `PyValueError`.
 */
export function loadJsonBytes(bytes: Uint8Array): PyValue {
  return new JsonReader(decodeJsonBytes(bytes), true).document()
}

function decodeOrJsonError(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch (error) {
    throw error instanceof PyUnicodeError ? new PyJsonError(error.message, { cause: error }) : error
  }
}
