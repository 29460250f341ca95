import { createHash, timingSafeEqual } from 'node:crypto'
import type { Hasher } from './hasher.ts'
import { newSalt, SALT_LENGTH } from './salt.ts'

const digest = (password: string, salt: string): Buffer =>
  createHash('md5')
    .update(salt + password)
    .digest()

/** `MD5PasswordHasher`: `md5$salt$hex`. Read so that its users can log in once more and get a better hash; written only if asked for. */
export const md5: Hasher = {
  algorithm: 'md5',
  costOf: () => 'md5',
  hash: (password) => {
    const salt = newSalt()
    return `md5$${salt}$${digest(password, salt).toString('hex')}`
  },
  verify: (password, encoded) => {
    const [, salt = '', hex = '', ...rest] = encoded.split('$')
    if (!/^[0-9a-f]{32}$/.test(hex) || rest.length > 0) return null
    return timingSafeEqual(digest(password, salt), Buffer.from(hex, 'hex'))
  },
  isOutdated: (encoded) => (encoded.split('$')[1] ?? '').length < SALT_LENGTH,
}
