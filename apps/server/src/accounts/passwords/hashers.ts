import { argon2 } from './argon2.ts'
import { bcrypt, bcryptSha256 } from './bcrypt.ts'
import type { Hasher } from './hasher.ts'
import { md5 } from './md5.ts'
import { pbkdf2Sha1, pbkdf2Sha256 } from './pbkdf2.ts'
import { scrypt } from './scrypt.ts'

const HASHERS: readonly Hasher[] = [argon2, pbkdf2Sha256, pbkdf2Sha1, bcryptSha256, bcrypt, scrypt, md5]

/** Every format that Django has shipped, by the names that begin their hash strings; the first is the one that is written by default. */
export const PASSWORD_ALGORITHMS: readonly string[] = HASHERS.map(({ algorithm }) => algorithm)

/** The hasher for a hash string's format; null for a format that nobody knows. */
export const hasherOf = (encoded: string): Hasher | null => {
  const name = encoded.split('$', 1)[0]
  return HASHERS.find(({ algorithm }) => algorithm === name) ?? null
}
