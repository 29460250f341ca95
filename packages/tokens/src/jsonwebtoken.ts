import { createRequire } from 'node:module'
import type * as Library from 'jsonwebtoken'

const require = createRequire(import.meta.url)

/**
 * jsonwebtoken, which signs and verifies with key pairs. Loaded with the first pair: keyed hashes, which most services have, need
 * nothing of it, and it is a fifteenth of all files of a start.
 */
export const jsonwebtoken = (): typeof Library => require('jsonwebtoken')
