import { availableParallelism } from 'node:os'
import { argon2 } from './argon2.ts'
import { bcrypt, bcryptSha256 } from './bcrypt.ts'
import { HashQueue } from './hash-queue.ts'
import type { Hasher } from './hasher.ts'
import { md5 } from './md5.ts'
import { pbkdf2Sha1, pbkdf2Sha256 } from './pbkdf2.ts'
import { scrypt } from './scrypt.ts'

const HASHERS: readonly Hasher[] = [argon2, pbkdf2Sha256, pbkdf2Sha1, bcryptSha256, bcrypt, scrypt, md5]

/** Every format that Django has shipped, by the names that begin their hash strings; the first is the one that is written. */
export const PASSWORD_ALGORITHMS: readonly string[] = HASHERS.map(({ algorithm }) => algorithm)

export interface PasswordVerdict {
  readonly matches: boolean
  /** True if the password matches and its hash should be written anew. */
  readonly isOutdated: boolean
}

/** Hashes and checks passwords in Django's formats, off the event loop and behind one bounded queue. */
export interface Passwords {
  hash(password: string): Promise<string>
  /**
   * Whether `password` made `encoded`. A null or unreadable `encoded` (unknown user, unusable password, foreign format) costs as
   * much as a wrong password, so that the time tells nothing.
   */
  check(password: string, encoded: string | null): Promise<PasswordVerdict>
}

export function createPasswords({ waiting = 256 }: { waiting?: number } = {}): Passwords {
  const queue = new HashQueue({ concurrent: availableParallelism(), waiting })
  const preferred = argon2
  let decoy: Promise<string> | null = null

  const hasherOf = (encoded: string): Hasher | undefined => HASHERS.find(({ algorithm }) => encoded.startsWith(`${algorithm}$`))

  return {
    hash: (password) => queue.run(() => preferred.hash(password)),

    check: (password, encoded) =>
      queue.run(async () => {
        const hasher = encoded === null ? undefined : hasherOf(encoded)
        const matches = hasher && encoded !== null ? await hasher.verify(password, encoded) : null
        if (!hasher || encoded === null || matches === null) {
          decoy ??= preferred.hash('a password that nobody has')
          await preferred.verify(password, await decoy)
          return { matches: false, isOutdated: false }
        }
        return { matches, isOutdated: matches && (hasher !== preferred || hasher.isOutdated(encoded)) }
      }),
  }
}
