import { floatText } from './float.ts'
import { PyFloat, type PyValue } from './py-value.ts'

/** Python's `str()`: a string is itself, anything else its literal. */
export function str(value: PyValue): string {
  return typeof value === 'string' ? value : repr(value)
}

/** Python's `repr()` of what JSON can hold. */
export function repr(value: PyValue): string {
  if (value === null) return 'None'
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (value instanceof PyFloat) return floatText(value.value)
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`
  return `{${Array.from(value, ([name, member]) => `${quoted(name)}: ${repr(member)}`).join(', ')}}`
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  // What Python's str.isprintable refuses, the space excepted: the categories Other and Separator.
  const body = text.replace(/[\\'"]|[^\P{C}]|[^\P{Z} ]/gu, (character) => escaped(character, quote))
  return quote + body + quote
}

function escaped(character: string, quote: string): string {
  if (character === '\\') return '\\\\'
  if (character === "'" || character === '"') return character === quote ? `\\${character}` : character
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return '\\t'
  const point = (character.codePointAt(0) ?? 0).toString(16)
  if (point.length <= 2) return `\\x${point.padStart(2, '0')}`
  return point.length <= 4 ? `\\u${point.padStart(4, '0')}` : `\\U${point.padStart(8, '0')}`
}
