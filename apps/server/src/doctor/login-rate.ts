import { availableParallelism } from 'node:os'
import { hashThreads } from '../accounts/passwords/hash-threads.ts'
import type { HashCensus } from './hash-census.ts'

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
    if (isExcessive(group.sample)) continue
    const each = await measure(group.sample, cores)
    weighed += group.active
    milliseconds += group.active * each
  }
  const upgraded = await measure(await hashThreads.hash(PASSWORD, algorithms[0] ?? ''), cores)
  return { now: weighed === 0 ? null : 1000 / (milliseconds / weighed), upgraded: 1000 / upgraded, cores }
}

/** Milliseconds of one check, when each core has one. */
async function measure(encoded: string, cores: number): Promise<number> {
  const began = performance.now()
  const times: number[] = []
  const check = async (): Promise<void> => {
    do {
      times.push((await hashThreads.verify(PASSWORD, encoded)).took)
    } while (performance.now() - began < LEAST)
  }
  await Promise.all(Array.from({ length: cores }, check))
  return times.reduce((sum, took) => sum + took, 0) / times.length / cores
}

/** Whether a hash asks for so much work or memory that measuring it would be an attack on this machine. */
export function isExcessive(encoded: string): boolean {
  const iterations = /^pbkdf2_\w+\$(\d+)\$/.exec(encoded)?.[1]
  const rounds = /^bcrypt\w*\$\$2[abxy]\$(\d\d)\$/.exec(encoded)?.[1]
  const argon2 = /^argon2\$.*m=(\d+),t=(\d+),/.exec(encoded)
  const [, memory = 0, passes = 0] = argon2?.map(Number) ?? []
  return Number(iterations ?? 0) > 10_000_000 || Number(rounds ?? 0) > 16 || memory * passes > 4_194_304
}
