import { type PurgeEnvironment, purge } from './purge.ts'

/** Milliseconds between two looks at whether the purge is due, at most. */
const LOOK = 60_000

/**
 * Purges every so many seconds, in one of the processes that share the database, whichever comes first. Returns what stops it: then it
 * resolves once nothing is going on any more. `report` hears of a purge that failed; the next one is tried all the same.
 */
export function startPurging(environment: PurgeEnvironment, every: number, report: (error: unknown) => void): () => Promise<void> {
  const { store, clock } = environment
  let isStopped = false
  let going: Promise<void> = Promise.resolve()
  const next = (): Date => new Date(clock().getTime() + every * 1000)

  async function purgeIfDue(): Promise<void> {
    if (!(await store.take(clock(), next()))) return
    await purge(environment, { isStopped: () => isStopped, onPart: () => store.hold(next()) })
  }

  const timer = setInterval(
    () => {
      going = going.then(() => (isStopped ? undefined : purgeIfDue().catch(report)))
    },
    Math.min(every * 1000, LOOK),
  )
  timer.unref()
  return async () => {
    isStopped = true
    clearInterval(timer)
    await going
  }
}
