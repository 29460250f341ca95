import { availableParallelism } from 'node:os'
import { argon2 } from './argon2.ts'
import { standBehindRequests } from './background-priority.ts'
import { bcrypt, bcryptSha256 } from './bcrypt.ts'
import { EvenTime, realTiming, type Timing } from './even-time.ts'
import { HashQueue } from './hash-queue.ts'
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

export interface PasswordVerdict {
  readonly matches: boolean
  /** True if the password matches and its hash should be written anew. */
  readonly isOutdated: boolean
}

/** Hashes and checks passwords in Django's formats, off the event loop and behind one bounded queue. */
export interface Passwords {
  /** Throws `too_busy` when the queue is full. */
  hash(password: string): Promise<string>
  /**
   * Whether `password` made `encoded`. A null or unreadable `encoded` (unknown user, unusable password, foreign format) and every
   * wrong password take the same time, whatever the format. Throws `too_busy` when the queue is full.
   */
  check(password: string, encoded: string | null): Promise<PasswordVerdict>
  /** Gets ready for a server's work: learns how long the hashes in use take, so that the first refusals are even too. */
  learn(hashes: readonly string[]): Promise<void>
}

export interface PasswordsOptions {
  /** The formats that are read, by name; the first one is written. What is not listed never matches, as with PASSWORD_HASHERS. */
  readonly algorithms?: readonly string[]
  /** How many may wait for a free core. */
  readonly waiting?: number
  readonly timing?: Timing
}

const WRONG: PasswordVerdict = { matches: false, isOutdated: false }

/** Throws a `TypeError` for a list of formats that is empty or names an unknown one. */
export function createPasswords({
  algorithms = PASSWORD_ALGORITHMS,
  waiting = 256,
  timing = realTiming,
}: PasswordsOptions = {}): Passwords {
  const hashers = new Map(algorithms.map((name) => [name, HASHERS.find(({ algorithm }) => algorithm === name)]))
  const preferred = hashers.get(algorithms[0] ?? '')
  if (preferred === undefined || [...hashers.values()].includes(undefined))
    throw new TypeError(`Unknown password format among ${algorithms.join(', ')}.`)
  const writer: Hasher = preferred
  // One more than there are cores, so that none stands idle while the event loop is busy with what comes after a hash.
  const queue = new HashQueue({ concurrent: availableParallelism() + 1, waiting })
  const evenTime = new EvenTime(timing)
  let decoy: Promise<string> | null = null

  /** The hash to look at and its hasher; a decoy where there is nothing to look at. */
  async function target(encoded: string | null): Promise<{ hasher: Hasher; encoded: string; isDecoy: boolean }> {
    const hasher = encoded === null ? undefined : hashers.get(encoded.split('$', 1)[0] ?? '')
    if (hasher && encoded !== null) return { hasher, encoded, isDecoy: false }
    decoy ??= queue
      .run(() => writer.hash('a password that nobody has'))
      .catch((error: unknown) => {
        // A full queue now must not refuse every unknown name from now on.
        decoy = null
        throw error
      })
    return { hasher: writer, encoded: await decoy, isDecoy: true }
  }

  const check: Passwords['check'] = async (password, stored) => {
    const { hasher, encoded, isDecoy } = await target(stored)
    const { result, took } = await queue.run(() => evenTime.measure(hasher.costOf(encoded), () => hasher.verify(password, encoded)))
    // Nobody can read this hash: look at the decoy instead, for as long as that takes.
    if (result === null && !isDecoy) return check(password, null)
    if (!result || isDecoy) {
      await evenTime.fillUp(took)
      return WRONG
    }
    return { matches: true, isOutdated: hasher !== writer || hasher.isOutdated(encoded) }
  }

  return {
    hash: (password) => queue.run(() => writer.hash(password)),
    check,
    learn: async (hashes) => {
      await check('a password that nobody has', null)
      standBehindRequests()
      const samples = new Map(hashes.map((encoded) => [hashers.get(encoded.split('$', 1)[0] ?? '')?.costOf(encoded), encoded]))
      for (const [cost, encoded] of samples) if (cost !== undefined) await check('a password that nobody has', encoded)
    },
  }
}
