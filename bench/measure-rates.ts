import { availableParallelism } from 'node:os'
import type { BareRoute } from './bare-app.ts'
import { commitCount } from './commit-count.ts'
import type { Figure } from './figure.ts'
import type { HashOrder } from './hash-rate.ts'
import type { LoadOrder, LoadResult } from './load.ts'
import { type Measurement, type Round, summarize } from './measurement.ts'
import { obtainRefreshTokens, type Scenario } from './scenarios.ts'
import type { Server } from './start-server.ts'
import { startWorker } from './worker.ts'

const ROUNDS = 8
/** Seconds, before the rounds of a scenario, in which both sides compile what they run; by then rotations grow no faster any more. */
const WARM_UP = 6

const COMMIT_TARGET = 8

export interface Rates {
  readonly measurements: readonly Measurement[]
  readonly figures: readonly Figure[]
}

/** Measures scenario after scenario, Latchkey and its reference in turns. */
export async function measureRates(
  scenarios: readonly Scenario[],
  { server, seconds, signal }: { server: Server; seconds: number; signal: AbortSignal },
): Promise<Rates> {
  await using loader = startWorker<LoadOrder, LoadResult>(new URL('./load.ts', import.meta.url), signal)
  await using hasher = startWorker<HashOrder, number>(new URL('./hash-rate.ts', import.meta.url), signal)
  await using bare = startWorker<{ routes: readonly BareRoute[] }, string>(new URL('./bare-app.ts', import.meta.url), signal)
  const routes = scenarios.map(({ request: { method, path }, reply }) => ({ method, path, reply }))
  const bareAddress = await bare.ask({ routes })

  const measurements: Measurement[] = []
  const figures: Figure[] = []
  for (const scenario of scenarios) {
    console.error(`${scenario.name} …`)
    let chains = scenario.rotates ? await obtainRefreshTokens(server.address, scenario.connections) : null
    // Hashing wants every core, and waiting for the disk another one than the event loop; on the only one, whoever stays awake is in
    // the way. Of a group of rotations the first reply alone wakes somebody.
    const staysAwake = scenario.against !== 'argon2id' && !scenario.rotates && availableParallelism() > 1
    const load = (url: string, length: number): Promise<LoadResult> => loader.ask({ ...scenario, url, chains, seconds: length, staysAwake })
    const latchkey = async (length: number): Promise<LoadResult> => {
      const result = await load(server.address, length)
      chains = result.chains
      return result
    }
    const reference = async (length: number): Promise<number> =>
      scenario.against === 'argon2id'
        ? hasher.ask({ seconds: length, parallelism: availableParallelism() })
        : (await load(bareAddress, length)).rate

    await latchkey(WARM_UP)
    await reference(WARM_UP)
    const rounds: Round[] = []
    const commits = { replies: 0, count: 0, now: async () => (server.database === null ? 0 : commitCount(server.database)) }
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await commits.now()
      const result = await latchkey(seconds)
      commits.replies += result.replies
      commits.count += (await commits.now()) - before
      rounds.push({ latchkey: result, reference: await reference(seconds) })
    }
    measurements.push(summarize(scenario, rounds))
    if (scenario.rotates && server.database !== null) figures.push(rotationsInACommit(commits))
  }
  return { measurements, figures }
}

const rotationsInACommit = ({ replies, count }: { replies: number; count: number }): Figure => ({
  name: 'rotations in a commit',
  value: replies / count,
  unit: '',
  target: { atLeast: COMMIT_TARGET },
})
