import { availableParallelism } from 'node:os'
import { argon2 } from './argon2.ts'
import { HashQueue } from './hash-queue.ts'
import type { Hasher } from './hasher.ts'
import { pbkdf2Sha1, pbkdf2Sha256 } from './pbkdf2.ts'

const HASHERS: readonly Hasher[] = [argon2, pbkdf2Sha256, pbkdf2Sha1]

/** The formats that can be read, by the names that begin their hash strings. */
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
        if (!hasher || encoded === null) {
          decoy ??= preferred.hash('a password that nobody has')
          await preferred.verify(password, await decoy)
          return { matches: false, isOutdated: false }
        }
        const matches = await hasher.verify(password, encoded)
        return { matches, isOutdated: matches && (hasher !== preferred || hasher.isOutdated(encoded)) }
      }),
  }
}
