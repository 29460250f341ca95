import { numberEnd, numberValue } from './json-number.ts'
import { PyFloat, type PyValue } from './py-value.ts'
import { PyJsonError } from './py-value-error.ts'

/** Python's own limit is its recursion limit of 1000 frames, the caller's frames included. */
const MAX_DEPTH = 1000
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c

const CONSTANTS: readonly (readonly [string, number])[] = [
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** Reads one JSON text from its beginning to its end, and fails where and as CPython's scanner does. */
export class JsonReader {
  readonly #text: string
  readonly #constants: boolean
  #at = 0
  #depth = 0

  constructor(text: string, constants: boolean) {
    this.#text = text
    this.#constants = constants
  }

  document(): PyValue {
    this.#skipBlanks()
    const value = this.#value()
    this.#skipBlanks()
    if (this.#at < this.#text.length) throw this.#error('Extra data', this.#at)
    return value
  }

  #value(): PyValue {
    switch (this.#text.charCodeAt(this.#at)) {
      case QUOTE:
        return this.#string()
      case 0x7b:
        return this.#object()
      case 0x5b:
        return this.#array()
      case 0x6e:
        if (this.#take('null')) return null
        break
      case 0x74:
        if (this.#take('true')) return true
        break
      case 0x66:
        if (this.#take('false')) return false
        break
      default:
    }
    return this.#number()
  }

  #number(): PyValue {
    const start = this.#at
    const end = numberEnd(this.#text, start)
    if (end > start) {
      this.#at = end
      return numberValue(this.#text.slice(start, end))
    }
    for (const [name, value] of CONSTANTS) {
      if (!this.#take(name)) continue
      if (this.#constants) return new PyFloat(value)
      throw new PyJsonError(`Out of range float values are not JSON compliant: '${name}'`)
    }
    throw this.#error('Expecting value', start)
  }

  #object(): Map<string, PyValue> {
    this.#descend('object')
    const members = new Map<string, PyValue>()
    if (!this.#takeCode(0x7d)) {
      do {
        if (this.#text.charCodeAt(this.#at) !== QUOTE) throw this.#error('Expecting property name enclosed in double quotes', this.#at)
        const name = this.#string()
        this.#skipBlanks()
        if (!this.#takeCode(COLON)) throw this.#error("Expecting ':' delimiter", this.#at)
        this.#skipBlanks()
        members.set(name, this.#value())
      } while (this.#continues(0x7d))
    }
    this.#depth -= 1
    return members
  }

  #array(): PyValue[] {
    this.#descend('array')
    const items: PyValue[] = []
    if (!this.#takeCode(0x5d)) {
      do items.push(this.#value())
      while (this.#continues(0x5d))
    }
    this.#depth -= 1
    return items
  }

  /** After a member: true when a comma leads to the next one, false when the closing bracket is behind us. */
  #continues(close: number): boolean {
    this.#skipBlanks()
    if (this.#takeCode(close)) return false
    if (!this.#takeCode(COMMA)) throw this.#error("Expecting ',' delimiter", this.#at)
    this.#skipBlanks()
    return true
  }

  #descend(kind: 'object' | 'array'): void {
    if (this.#depth === MAX_DEPTH)
      throw new PyJsonError(`maximum recursion depth exceeded while decoding a JSON ${kind} from a unicode string`)
    this.#depth += 1
    this.#at += 1
    this.#skipBlanks()
  }

  #string(): string {
    const text = this.#text
    const open = this.#at
    let decoded = ''
    let from = open + 1
    let at = from
    while (at < text.length) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) {
        this.#at = at + 1
        return decoded + text.slice(from, at)
      }
      if (code === BACKSLASH) {
        if (at + 1 === text.length) break
        decoded += text.slice(from, at) + this.#escape(at)
        from = this.#at
        at = from
        continue
      }
      if (code < 0x20) throw this.#error('Invalid control character at', at)
      at += 1
    }
    throw this.#error('Unterminated string starting at', open)
  }

  /** The character that the escape at the backslash stands for; halves of a pair come one by one and join in the text. */
  #escape(backslash: number): string {
    const kind = this.#text.charAt(backslash + 1)
    if (kind !== 'u') {
      const character = ESCAPES.get(kind)
      if (character === undefined) throw this.#error('Invalid \\escape', backslash)
      this.#at = backslash + 2
      return character
    }
    this.#at = backslash + 6
    const digits = this.#text.slice(backslash + 2, this.#at)
    // CPython looks for one more character after the digits, the closing quote at least.
    if (this.#at >= this.#text.length || !/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#error('Invalid \\uXXXX escape', backslash + 1)
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.#at += 1
    }
  }

  #take(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  #takeCode(code: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== code) return false
    this.#at += 1
    return true
  }

  #error(problem: string, index: number): PyJsonError {
    return PyJsonError.at(problem, this.#text, index)
  }
}
