import { createRequire } from 'node:module'
import type * as Library from 'jsonwebtoken'

let library: typeof Library | null = null

/**
 * jsonwebtoken, which signs and verifies with key pairs. Loaded with the first pair: keyed hashes, which most services have, need
 * nothing of it and of the seventy files that it brings.
 */
export function jsonwebtoken(): typeof Library {
  library ??= createRequire(import.meta.url)('jsonwebtoken') as typeof Library
  return library
}
