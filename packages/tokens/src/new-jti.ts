import { drawHex } from './random-id.ts'

const TIME_DIGITS = 12
const RANDOM_BYTES = 10
/** The character that holds the variant, 0b10, and two random bits. */
const VARIANTS = '89ab'

/** The last millisecond that was written and how: many tokens are issued in one. */
let last = Number.NaN
let written = ''

/**
 * A `jti`: a UUID of version 7 without dashes (RFC 9562, section 5.7), the millisecond and then 74 random bits. It is as long as
 * SimpleJWT's, a UUID of version 4. It is no secret, for it counts only in a signed token. A time before 1970 counts as 1970.
 */
export function newJti(now: Date): string {
  // New ones follow one another in the indexes of a database, so that many tokens change few of its pages; random ones change one each.
  const random = drawHex(RANDOM_BYTES)
  const variant = VARIANTS.charAt(Number.parseInt(random.charAt(0), 16) & 0b11)
  return `${timeDigits(now.getTime())}7${random.slice(2, 5)}${variant}${random.slice(5)}`
}

function timeDigits(time: number): string {
  if (time !== last) {
    last = time
    written = Math.max(0, time).toString(16).padStart(TIME_DIGITS, '0')
  }
  return written
}
