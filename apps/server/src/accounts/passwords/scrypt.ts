import { type ScryptOptions, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Hasher } from './hasher.ts'
import { newSalt, SALT_LENGTH } from './salt.ts'

/** Django 5.2's cost. */
const COST = { N: 16_384, r: 8, p: 5 } as const
const KEY_BYTES = 64
// Above this a hash string asks for more memory than a login is worth.
const MAX_MEMORY = 256 * 1024 * 1024

interface Parts {
  readonly cost: { readonly N: number; readonly r: number; readonly p: number }
  readonly salt: string
  readonly key: Buffer
}

function parse(encoded: string): Parts | null {
  const [, n = '', salt = '', r = '', p = '', key = '', ...rest] = encoded.split('$')
  if (![n, r, p].every((part) => /^[1-9]\d{0,8}$/.test(part)) || salt === '' || rest.length > 0) return null
  return { cost: { N: Number(n), r: Number(r), p: Number(p) }, salt, key: Buffer.from(key, 'base64') }
}

const deriveKey = (password: string, salt: string, cost: ScryptOptions): Buffer =>
  scryptSync(password, salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY })

/** `ScryptPasswordHasher`: `scrypt$N$salt$r$p$key`. */
export const scrypt: Hasher = {
  algorithm: 'scrypt',
  costOf: (encoded) => {
    const [algorithm, n, , r, p] = encoded.split('$', 5)
    return [algorithm, n, r, p].join('$')
  },
  hash: (password) => {
    const salt = newSalt()
    const key = deriveKey(password, salt, COST)
    return `scrypt$${COST.N}$${salt}$${COST.r}$${COST.p}$${key.toString('base64')}`
  },
  verify: (password, encoded) => {
    const parts = parse(encoded)
    if (parts?.key.length !== KEY_BYTES) return null
    try {
      return timingSafeEqual(deriveKey(password, parts.salt, parts.cost), parts.key)
    } catch {
      return null
    }
  },
  isOutdated: (encoded) => {
    const parts = parse(encoded)
    if (!parts) return true
    const { N, r, p } = parts.cost
    return N * r * p < COST.N * COST.r * COST.p || parts.salt.length < SALT_LENGTH
  },
}
