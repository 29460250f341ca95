import { EvenTime, type Sleep } from './even-time.ts'
import { HashQueue } from './hash-queue.ts'
import { hashThreads } from './hash-threads.ts'
import type { Hasher } from './hasher.ts'
import { hasherOf, PASSWORD_ALGORITHMS } from './hashers.ts'

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
  /** How many may wait, beside those that the threads have been given. */
  readonly waiting?: number
  readonly sleep?: Sleep
}

const DECOY_PASSWORD = 'a password that nobody has'
const WRONG: PasswordVerdict = { matches: false, isOutdated: false }

/** Throws a `TypeError` for a list of formats that is empty or names an unknown one. */
export function createPasswords({ algorithms = PASSWORD_ALGORITHMS, waiting = 256, sleep }: PasswordsOptions = {}): Passwords {
  const hashers = new Map(algorithms.map((name) => [name, hasherOf(`${name}$`)]))
  const preferred = hashers.get(algorithms[0] ?? '')
  if (!preferred || [...hashers.values()].includes(null)) throw new TypeError(`Unknown password format among ${algorithms.join(', ')}.`)
  const writer: Hasher = preferred
  const queue = new HashQueue({ concurrent: hashThreads.capacity, waiting })
  const evenTime = new EvenTime(sleep)
  let decoy: Promise<string> | null = null

  const write = (password: string): Promise<string> => queue.run(() => hashThreads.hash(password, writer.algorithm))

  /** The hash to look at and its hasher; a decoy where there is nothing to look at. */
  async function target(encoded: string | null): Promise<{ hasher: Hasher; encoded: string; isDecoy: boolean }> {
    const hasher = encoded === null ? undefined : hashers.get(encoded.split('$', 1)[0] ?? '')
    if (hasher && encoded !== null) return { hasher, encoded, isDecoy: false }
    decoy ??= write(DECOY_PASSWORD).catch((error: unknown) => {
      // A full queue now must not refuse every unknown name from now on.
      decoy = null
      throw error
    })
    return { hasher: writer, encoded: await decoy, isDecoy: true }
  }

  const check: Passwords['check'] = async (password, stored) => {
    const { hasher, encoded, isDecoy } = await target(stored)
    const { matches, cost, took, held } = await queue.run(() => hashThreads.verify(password, encoded))
    evenTime.note(cost, took)
    // Nobody can read this hash: look at the decoy instead, for as long as that takes.
    if (matches === null && !isDecoy) return check(password, null)
    if (!matches || isDecoy) {
      await evenTime.fillUp(took + held)
      return WRONG
    }
    return { matches: true, isOutdated: hasher !== writer || hasher.isOutdated(encoded) }
  }

  return {
    hash: write,
    check,
    learn: async (hashes) => {
      await check(DECOY_PASSWORD, null)
      const samples = new Map(hashes.map((encoded) => [hashers.get(encoded.split('$', 1)[0] ?? '')?.costOf(encoded), encoded]))
      for (const [cost, encoded] of samples) if (cost !== undefined) await check(DECOY_PASSWORD, encoded)
    },
  }
}
