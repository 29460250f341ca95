import { randomInt } from 'node:crypto'

const LOWER_CASE_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Random text of `length` characters out of `alphabet`. */
export function randomText(length: number, alphabet = LOWER_CASE_AND_DIGITS): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}

/** Random lower-case hexadecimal text of `length` digits. */
export function randomHex(length: number): string {
  return randomText(length, '0123456789abcdef')
}
