import { setTimeout as delay } from 'node:timers/promises'
import type { Figure } from './figure.ts'
import type { LoadOrder, LoadResult } from './load.ts'
import { median } from './measurement.ts'
import { obtainRefreshTokens, type Scenario } from './scenarios.ts'
import { startWorker } from './worker.ts'

/** How many times longer than beside nothing a request may take beside logins. */
const SLOWDOWN_TARGET = 3
/** Seconds for which the logins run before the others are timed. */
const HEAD_START = 0.3
/** Each of a time beside nothing and one beside logins, right after it. */
const ROUNDS = 9
/** What those who log in would take from the visitor's core is no wait for the server: on a network they have cores of their own. */
const CROWD_NICENESS = 10

/**
 * The p99 of every other scenario while logins take all that the machine can hash, as a multiple of its p99 without them: medians
 * of rounds.
 */
export async function measureBesideLogins(
  scenarios: readonly Scenario[],
  { address, seconds, signal }: { address: string; seconds: number; signal: AbortSignal },
): Promise<readonly Figure[]> {
  const login = scenarios.find(({ name }) => name === 'login')
  if (login === undefined) throw new TypeError('There is no scenario of logins')
  await using visitor = startWorker<LoadOrder, LoadResult>(new URL('./load.ts', import.meta.url), signal)
  await using crowd = startWorker<LoadOrder, LoadResult>(new URL('./load.ts', import.meta.url), signal, CROWD_NICENESS)

  const figures: Figure[] = []
  for (const scenario of scenarios.filter((other) => other !== login)) {
    console.error(`${scenario.name} beside logins …`)
    const { request } = scenario
    // A single connection: what is wanted is the wait for the server, not for the requests of other connections.
    let chains = scenario.rotates ? await obtainRefreshTokens(address, 1) : null
    const p99 = async (): Promise<number> => {
      const result = await visitor.ask({ url: address, request, chains, connections: 1, seconds, staysAwake: false })
      chains = result.chains
      return result.p99
    }
    await p99()
    const rounds: { readonly idle: number; readonly crowded: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const idle = await p99()
      const [crowded] = await Promise.all([
        delay(HEAD_START * 1000, undefined, { signal }).then(p99),
        crowd.ask({ ...login, url: address, chains: null, seconds: seconds + 2 * HEAD_START, staysAwake: false }),
      ])
      rounds.push({ idle, crowded })
    }
    const crowded = median(rounds.map((round) => round.crowded))
    const idle = median(rounds.map((round) => round.idle))
    figures.push({
      name: `p99 of ${scenario.name} beside logins: ${crowded.toFixed(1)} ms, idle ${idle.toFixed(1)} ms`,
      value: median(rounds.map((round) => round.crowded / round.idle)),
      unit: '×',
      target: { atMost: SLOWDOWN_TARGET },
    })
  }
  return figures
}
