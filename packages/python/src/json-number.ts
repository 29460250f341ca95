import { narrowInteger, tooManyDigits } from './integer-digits.ts'
import { PyFloat } from './py-value.ts'
import { PyJsonError } from './py-value-error.ts'

const MINUS = 0x2d
const PLUS = 0x2b
const DOT = 0x2e
const ZERO = 0x30
const SAFE_DIGITS = 15

/** The index after the JSON number at `start`, or `start` itself when none begins there. A dangling `.` or `e` is left to the caller. */
export function numberEnd(text: string, start: number): number {
  const first = text.charCodeAt(start) === MINUS ? start + 1 : start
  const whole = text.charCodeAt(first) === ZERO ? first + 1 : digitsEnd(text, first)
  if (whole === first) return start
  let end = whole
  if (text.charCodeAt(end) === DOT) {
    const fraction = digitsEnd(text, end + 1)
    if (fraction > end + 1) end = fraction
  }
  if ((text.charCodeAt(end) | 0x20) === 0x65) {
    const sign = text.charCodeAt(end + 1)
    const from = sign === MINUS || sign === PLUS ? end + 2 : end + 1
    const exponent = digitsEnd(text, from)
    if (exponent > from) end = exponent
  }
  return end
}

/** The value of a literal that `numberEnd` delimited. Throws `PyJsonError` for an integer of too many digits. */
export function numberValue(literal: string): number | bigint | PyFloat {
  if (isFloat(literal)) return new PyFloat(Number(literal))
  // Python has no negative zero among its integers.
  if (literal.length <= SAFE_DIGITS) return Number(literal) + 0
  const problem = tooManyDigits(literal.charCodeAt(0) === MINUS ? literal.length - 1 : literal.length)
  if (problem !== null) throw new PyJsonError(problem)
  return narrowInteger(BigInt(literal))
}

function digitsEnd(text: string, start: number): number {
  let end = start
  for (;;) {
    const code = text.charCodeAt(end)
    if (!(code >= 0x30 && code <= 0x39)) return end
    end += 1
  }
}

function isFloat(literal: string): boolean {
  return literal.includes('.') || literal.includes('e') || literal.includes('E')
}
