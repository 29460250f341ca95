import { randomFillSync } from 'node:crypto'

const ID_BYTES = 16
const POOL_BYTES = 4096

const pool = Buffer.alloc(POOL_BYTES)
let next = pool.length

/** An id or a salt: 128 random bits in lower-case hexadecimal. */
export const randomId = (): string => drawHex(ID_BYTES)

/** So many random bytes, 4,096 at most, in lower-case hexadecimal. They are drawn for many callers at once, which costs as much as for one. */
export function drawHex(bytes: number): string {
  if (next + bytes > pool.length) {
    randomFillSync(pool)
    next = 0
  }
  const hex = pool.toString('hex', next, next + bytes)
  // What was given out must not lie in memory to be given out again.
  pool.fill(0, next, next + bytes)
  next += bytes
  return hex
}
