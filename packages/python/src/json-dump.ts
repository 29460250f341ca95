import { floatText } from './float.ts'
import { PyFloat, type PyValue } from './py-value.ts'

/** `ascii`: escape every character outside printable ASCII, as `json.dumps` does by default; else DRF's raw output. */
export interface DumpOptions {
  readonly ascii: boolean
}

/**
 * Compact JSON text in Python's spelling. ASCII output is that of a token's payload (`json.dumps`, non-finite floats
 * as `NaN` and `Infinity`); raw output is that of a DRF response, where U+2028 and U+2029 alone are escaped and
 * non-finite floats throw a `RangeError`, as Django does. A lone surrogate is written as an escape in both.
 */
export function dumpJson(value: PyValue, options: DumpOptions): string {
  return options.ascii ? dump(value, asciiString) : dump(value, rawString)
}

type WriteString = (text: string) => string

function dump(value: PyValue, write: WriteString): string {
  if (typeof value === 'string') return write(value)
  if (typeof value === 'number') return integer(value)
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (value instanceof PyFloat) return float(value.value, write)
  if (Array.isArray(value)) return array(value, write)
  return object(value, write)
}

function array(items: readonly PyValue[], write: WriteString): string {
  let text = '['
  for (const item of items) text += text.length > 1 ? `,${dump(item, write)}` : dump(item, write)
  return `${text}]`
}

function object(members: ReadonlyMap<string, PyValue>, write: WriteString): string {
  let text = '{'
  for (const [name, member] of members) {
    if (text.length > 1) text += ','
    text += `${write(name)}:${dump(member, write)}`
  }
  return `${text}}`
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError('A number is written as an integer: wrap other values in a PyFloat or a bigint.')
  return String(value)
}

function float(value: number, write: WriteString): string {
  if (Number.isFinite(value)) return floatText(value)
  if (write === rawString) throw new RangeError('Out of range float values are not JSON compliant')
  return String(value)
}

/** Printable ASCII without the quotation mark and the backslash: what stands for itself. */
const PLAIN = /^[ !#-[\]-~]*$/

function asciiString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  const quoted = JSON.stringify(text)
  return /[\x7f-\uffff]/.test(quoted) ? quoted.replace(/[\x7f-\uffff]/g, escapeUnit) : quoted
}

function rawString(text: string): string {
  const quoted = JSON.stringify(text)
  return /[\u2028\u2029]/.test(quoted) ? quoted.replace(/[\u2028\u2029]/g, escapeUnit) : quoted
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
