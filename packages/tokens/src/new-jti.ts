import { randomHex } from './random-id.ts'

const TIME_DIGITS = 12
const RANDOM_BYTES = 10
const VARIANTS = ['8', '9', 'a', 'b'] as const

let lastTime = Number.NaN
let lastPrefix = ''

/**
 * A `jti`: a UUID of version 7 without dashes (RFC 9562, section 5.7), the millisecond and then 74 random bits. It looks like
 * SimpleJWT's, a UUID of version 4. New ones follow one another in the indexes of a database, so that many tokens of one time change
 * few of its pages; random ones change a page each.
 */
export function newJti(now: Date): string {
  const random = randomHex(RANDOM_BYTES)
  const variant = VARIANTS[Number.parseInt(random.charAt(0), 16) % VARIANTS.length]
  return `${prefixOf(now.getTime())}7${random.slice(2, 5)}${variant}${random.slice(5)}`
}

/** The same for all tokens of a millisecond. */
function prefixOf(time: number): string {
  if (time !== lastTime) {
    lastTime = time
    lastPrefix = Math.max(0, time).toString(16).padStart(TIME_DIGITS, '0')
  }
  return lastPrefix
}
