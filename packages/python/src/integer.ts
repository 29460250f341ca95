import { tooManyDigits } from './integer-digits.ts'
import { PyFloat, type PyValue } from './py-value.ts'
import { isSpace } from './white-space.ts'

/**
 * Python's `int()`: fractions are cut off; text may have blanks around, a sign, leading zeros, single underscores
 * between digits and the decimal digits of any script. Null where Python raises: other text, `nan`, infinities, lists, dicts, None.
 */
export function int(value: PyValue): bigint | null {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number' || typeof value === 'boolean') return BigInt(value)
  if (typeof value === 'string') return fromText(value)
  if (value instanceof PyFloat && Number.isFinite(value.value)) return BigInt(Math.trunc(value.value))
  return null
}

function fromText(text: string): bigint | null {
  const [, sign, body] = /^([+-]?)([\p{Nd}_]+)$/u.exec(withoutBlanks(text)) ?? []
  if (body === undefined || body.startsWith('_') || body.endsWith('_') || body.includes('__')) return null
  const digits = body.replaceAll('_', '').replace(/[^0-9]/gu, decimalValue)
  if (tooManyDigits(digits.length) !== null) return null
  return sign === '-' ? -BigInt(digits) : BigInt(digits)
}

function withoutBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start += 1
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1
  return text.slice(start, end)
}

// Unlike str.strip(), int() stumbles over U+001C to U+001F.
function isBlank(unit: number): boolean {
  return isSpace(unit) && !(unit >= 0x1c && unit <= 0x1f)
}

/** Unicode keeps the ten digits of a script together and in order, so the start of the run tells the value. */
function decimalValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  let start = point
  while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1
  return String((point - start) % 10)
}
