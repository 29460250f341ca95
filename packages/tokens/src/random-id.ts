import { randomFillSync } from 'node:crypto'

const ID_BYTES = 16
const IDS_IN_POOL = 256

const pool = Buffer.alloc(ID_BYTES * IDS_IN_POOL)
let next = pool.length

/**
 * A `jti`, or another id or salt: 128 random bits in lower-case hexadecimal. The bits are drawn for many ids at once, which costs as
 * much as for one.
 */
export function randomId(): string {
  if (next === pool.length) {
    randomFillSync(pool)
    next = 0
  }
  const id = pool.toString('hex', next, next + ID_BYTES)
  // What was given out must not lie in memory to be given out again.
  pool.fill(0, next, next + ID_BYTES)
  next += ID_BYTES
  return id
}
