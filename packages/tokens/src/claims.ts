import { dumpJson, loadJsonBytes, type PyValue, parseJson } from '@latchkey/python'
import { TokenError } from './token-error.ts'

/**
 * The claims of one token in their order. What was read is written again exactly as Python writes it after loading:
 * 1.0 stays 1.0, and keys that look like integers keep their place.
 */
export class Claims {
  readonly #values: Map<string, PyValue>

  constructor(entries?: Iterable<readonly [string, PyValue]>) {
    this.#values = new Map(entries)
  }

  /** Reads a payload's text. Throws `TokenError` (invalid) unless it is a JSON object. */
  static fromPayload(payload: string): Claims {
    return Claims.#read(() => parseJson(payload, { constants: 'accept' }))
  }

  /** Reads a payload's bytes as PyJWT does, UTF-16 included. Throws `TokenError` (invalid) unless they are a JSON object. */
  static fromBytes(payload: Uint8Array): Claims {
    return Claims.#read(() => loadJsonBytes(payload))
  }

  static #read(load: () => PyValue): Claims {
    let value: PyValue
    try {
      value = load()
    } catch (cause) {
      throw new TokenError('invalid', { cause })
    }
    if (!(value instanceof Map)) throw new TokenError('invalid')
    return new Claims(value)
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  get(name: string): PyValue | undefined {
    return this.#values.get(name)
  }

  /** In place if the claim is present, else at the end. */
  set(name: string, value: PyValue): void {
    this.#values.set(name, value)
  }

  names(): IterableIterator<string> {
    return this.#values.keys()
  }

  entries(): IterableIterator<[string, PyValue]> {
    return this.#values.entries()
  }

  /** A copy whose claims can be set without touching these. */
  clone(): Claims {
    return new Claims(this.#values)
  }

  /** The payload's text: compact JSON in ASCII. */
  toPayload(): string {
    return dumpJson(this.#values, { ascii: true })
  }
}
