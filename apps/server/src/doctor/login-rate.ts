import { availableParallelism } from 'node:os'
import type { Hasher } from '../accounts/passwords/hasher.ts'
import { hasherOf } from '../accounts/passwords/passwords.ts'
import type { HashCensus, HashGroup } from './hash-census.ts'

/** Logins per second that this machine can hash when it does nothing else. */
export interface LoginRate {
  /** With the hashes as they are stored; null where nobody has one. */
  readonly now: number | null
  /** Once every hash is written in the preferred format. */
  readonly upgraded: number
  readonly cores: number
}

/** The formats of most accounts decide the rate; more are not worth the waiting. */
const MOST_GROUPS = 12
/** Milliseconds that each format is measured for, at least. */
const LEAST = 150
const PASSWORD = 'a password that nobody has'

/** Measures the check of each kind of stored hash, on every core at once, and weighs them by how many active accounts have it. */
export async function measureLoginRate(census: HashCensus, algorithms: readonly string[]): Promise<LoginRate> {
  const cores = availableParallelism()
  const groups = census.groups.filter(({ active, algorithm }) => active > 0 && algorithms.includes(algorithm)).slice(0, MOST_GROUPS)
  let weighed = 0
  let milliseconds = 0
  for (const group of groups) {
    const each = await measureGroup(group, cores)
    if (each === null) continue
    weighed += group.active
    milliseconds += group.active * each
  }
  const writer = hasherOf(`${algorithms[0]}$`)
  if (!writer) throw new TypeError(`Unknown password format ${algorithms[0]}.`)
  const upgraded = await measure(writer, await writer.hash(PASSWORD), cores)
  return { now: weighed === 0 ? null : 1000 / (milliseconds / weighed), upgraded: 1000 / upgraded, cores }
}

async function measureGroup({ sample }: HashGroup, cores: number): Promise<number | null> {
  const hasher = hasherOf(sample)
  return hasher && !isExcessive(sample) ? measure(hasher, sample, cores) : null
}

/** Milliseconds of one check, when each core has one. */
async function measure(hasher: Hasher, encoded: string, cores: number): Promise<number> {
  const began = performance.now()
  let checked = 0
  const check = async (): Promise<void> => {
    do {
      await hasher.verify(PASSWORD, encoded)
      checked += 1
    } while (performance.now() - began < LEAST)
  }
  await Promise.all(Array.from({ length: cores }, check))
  return (performance.now() - began) / checked
}

/** Whether a hash asks for so much work or memory that measuring it would be an attack on this machine. */
export function isExcessive(encoded: string): boolean {
  const iterations = /^pbkdf2_\w+\$(\d+)\$/.exec(encoded)?.[1]
  const rounds = /^bcrypt\w*\$\$2[abxy]\$(\d\d)\$/.exec(encoded)?.[1]
  const argon2 = /^argon2\$.*m=(\d+),t=(\d+),/.exec(encoded)
  const [, memory = 0, passes = 0] = argon2?.map(Number) ?? []
  return Number(iterations ?? 0) > 10_000_000 || Number(rounds ?? 0) > 16 || memory * passes > 4_194_304
}
