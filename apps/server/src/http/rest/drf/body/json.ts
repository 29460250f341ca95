import { isUtf8 } from 'node:buffer'
import { type PyValue, PyValueError, parseJson, type TypeName, typeName } from '@latchkey/python'
import { Refusal } from '../refusal.ts'
import type { Charset } from './charset/charset.ts'
import type { Data } from './data.ts'

/** More digits in a row than Python turns into an integer; JavaScript takes any number of them. */
const TOO_MANY_DIGITS = /[0-9]{4301}/
const MANY_DIGITS = 4300

/** Parses a JSON body as DRF's `JSONParser`. Throws `Refusal` with Python's words about what is wrong with it. */
export function parseJsonBody(bytes: Buffer, charset: Charset): Data {
  if (charset.isUtf8 && isUtf8(bytes)) {
    const text = bytes.toString('utf8')
    const data = quickly(text)
    if (data !== null) return data
    return new ExactJson(exactly(() => text))
  }
  return new ExactJson(exactly(() => charset.decode(bytes)))
}

/** Null where only Python's reader knows what to say. */
function quickly(text: string): Data | null {
  if (text.length > MANY_DIGITS && TOO_MANY_DIGITS.test(text)) return null
  try {
    return new NativeJson(text, JSON.parse(text))
  } catch {
    return null
  }
}

function exactly(text: () => string): PyValue {
  try {
    return parseJson(text())
  } catch (error) {
    if (error instanceof PyValueError) throw Refusal.detail(400, `JSON parse error - ${error.message}`)
    throw error
  }
}

class ExactJson implements Data {
  readonly #value: PyValue
  readonly type: TypeName

  constructor(value: PyValue) {
    this.#value = value
    this.type = typeName(value)
  }

  get(name: string): PyValue | undefined {
    return this.#value instanceof Map ? this.#value.get(name) : undefined
  }
}

/**
 * The body as the engine reads it, which is several times faster than Python's reader and the same for strings. What
 * it reads differently, numbers above all, is read again.
 */
class NativeJson implements Data {
  readonly #text: string
  readonly #value: unknown
  #exact: ExactJson | null = null

  constructor(text: string, value: unknown) {
    this.#text = text
    this.#value = value
  }

  get type(): TypeName {
    return isObject(this.#value) ? 'dict' : this.#reread().type
  }

  get(name: string): PyValue | undefined {
    if (!isObject(this.#value) || !Object.hasOwn(this.#value, name)) return undefined
    const value: unknown = Reflect.get(this.#value, name)
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
    return this.#reread().get(name)
  }

  #reread(): ExactJson {
    this.#exact ??= new ExactJson(exactly(() => this.#text))
    return this.#exact
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
