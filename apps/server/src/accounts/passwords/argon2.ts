import { hashSync, parseOptions, verifySync } from '@node-rs/argon2'
import type { Hasher } from './hasher.ts'

// OWASP's first choice for argon2id with 19 MiB. The library's enums cannot be imported as values: 2 is argon2id, its default.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const ARGON2ID = 2

const PREFIX = 'argon2'
/** How each hash string begins that is written now. */
const WRITTEN = `${PREFIX}$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`

/** `Argon2PasswordHasher`: the PHC string behind the word `argon2`, without a dollar sign between them. */
export const argon2: Hasher = {
  algorithm: PREFIX,
  costOf: (encoded) => encoded.split('$', 4).join('$'),
  hash: (password) => PREFIX + hashSync(password, COST),
  verify: (password, encoded) => {
    try {
      return verifySync(encoded.slice(PREFIX.length), password)
    } catch {
      return null
    }
  },
  isOutdated: (encoded) => {
    if (encoded.startsWith(WRITTEN)) return false
    const { algorithm, memoryCost, timeCost, parallelism } = parseOptions(encoded.slice(PREFIX.length))
    return Number(algorithm) !== ARGON2ID || memoryCost * timeCost < COST.memoryCost * COST.timeCost || parallelism < COST.parallelism
  },
}
