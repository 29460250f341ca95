import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type * as Library from '@node-rs/bcrypt'
import type { Hasher } from './hasher.ts'

/** Django 5.2's rounds. */
const COST = 12

const require = createRequire(import.meta.url)
/** Loaded when the first such hash is met: most services have none, and it takes some megabytes. */
const library = (): typeof Library => require('@node-rs/bcrypt')

/** `BCryptPasswordHasher` and `BCryptSHA256PasswordHasher`: `algorithm$` before a bcrypt string, which begins with a `$` of its own. */
function createBcrypt(algorithm: string, prepare: (password: string) => string | null): Hasher {
  const bare = (encoded: string): string => encoded.slice(algorithm.length + 1)
  return {
    algorithm,
    costOf: (encoded) => encoded.split('$', 4).join('$'),
    hash: (password) => {
      const prepared = prepare(password)
      if (prepared === null) throw new TypeError(`${algorithm} cannot hash a password with a NUL character.`)
      return `${algorithm}$${library().hashSync(prepared, { cost: COST })}`
    },
    verify: (password, encoded) => {
      const prepared = prepare(password)
      if (prepared === null) return null
      const { verifySync } = library()
      try {
        return verifySync(prepared, bare(encoded))
      } catch {
        return null
      }
    },
    isOutdated: (encoded) => library().parseOptions(bare(encoded)).cost < COST,
  }
}

// Python's bcrypt refuses NUL, and cuts at 72 bytes what is longer: as Django reads these hashes, so must we.
export const bcrypt = createBcrypt('bcrypt', (password) => (password.includes('\0') ? null : password))

/** The hexadecimal SHA-256 goes in, so that neither NUL nor the 72 bytes matter. */
export const bcryptSha256 = createBcrypt('bcrypt_sha256', (password) => createHash('sha256').update(password).digest('hex'))
