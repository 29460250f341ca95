import { pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import type { Hasher } from './hasher.ts'
import { newSalt, SALT_LENGTH } from './salt.ts'

interface Parts {
  readonly iterations: number
  readonly salt: string
  readonly key: Buffer
}

function parse(encoded: string): Parts | null {
  const [, iterations = '', salt = '', key = '', ...rest] = encoded.split('$')
  if (!/^[1-9]\d{0,8}$/.test(iterations) || salt === '' || key === '' || rest.length > 0) return null
  return { iterations: Number(iterations), salt, key: Buffer.from(key, 'base64') }
}

/** `PBKDF2PasswordHasher` and `PBKDF2SHA1PasswordHasher`: `algorithm$iterations$salt$key`, the key as long as the digest. */
function createPbkdf2(algorithm: string, digest: { name: 'sha256' | 'sha1'; bytes: number }, iterations: number): Hasher {
  return {
    algorithm,
    costOf: (encoded) => encoded.split('$', 2).join('$'),
    hash: (password) => {
      const salt = newSalt()
      const key = pbkdf2Sync(password, salt, iterations, digest.bytes, digest.name)
      return `${algorithm}$${iterations}$${salt}$${key.toString('base64')}`
    },
    verify: (password, encoded) => {
      const parts = parse(encoded)
      if (parts?.key.length !== digest.bytes) return null
      const key = pbkdf2Sync(password, parts.salt, parts.iterations, digest.bytes, digest.name)
      return timingSafeEqual(key, parts.key)
    },
    isOutdated: (encoded) => {
      const parts = parse(encoded)
      return parts === null || parts.iterations < iterations || parts.salt.length < SALT_LENGTH
    },
  }
}

/** Django 5.2's default, with its number of iterations. */
export const pbkdf2Sha256 = createPbkdf2('pbkdf2_sha256', { name: 'sha256', bytes: 32 }, 1_000_000)
export const pbkdf2Sha1 = createPbkdf2('pbkdf2_sha1', { name: 'sha1', bytes: 20 }, 1_000_000)
