import { AuthError } from '@latchkey/contract'
import { InFlight } from './in-flight.ts'
import { type LimitName, type LimitSettings, paceOf } from './limit.ts'
import type { Counter, LimitStore } from './limit-store.ts'
import { keyOf } from './subject.ts'

/** Attempts of this process after which it clears away counters that have forgotten everything, and how many at most. */
const CLEAR_EVERY = 500
const CLEARED = 1_000

/** One of the counters that an attempt is counted with. */
export interface Claim {
  readonly limit: LimitName
  /** Whom it is about: see subject.ts. */
  readonly subject: string
  /** True where the attempt is counted and a full counter stops nobody. */
  readonly onlyCounts?: boolean
}

/** An attempt that has been counted. */
export interface Attempt {
  /** The limits whose last attempt before a wait this was. */
  readonly reached: readonly LimitName[]
  /** For an attempt that turned out to be no guess: it is not counted, and those before it still are. */
  takeBack(): Promise<void>
}

/** Limits on what may be tried how often. */
export interface Limits {
  /** Counts an attempt and then makes it. Throws `throttled` before it is made, and then nothing has been counted. */
  attempt<T>(claims: readonly Claim[], make: (attempt: Attempt) => Promise<T>): Promise<T>
}

const UNCOUNTED: Attempt = { reached: [], takeBack: async () => {} }

/** Nothing is limited. */
export const NO_LIMITS: Limits = { attempt: (_claims, make) => make(UNCOUNTED) }

export function createLimits(environment: { store: LimitStore; settings: LimitSettings; clock: () => Date }): Limits {
  const { store, settings, clock } = environment
  const inFlight = new InFlight()
  let untilClearing = CLEAR_EVERY

  function counterOf({ limit, subject, onlyCounts = false }: Claim): (Counter & { limit: LimitName }) | null {
    const setting = settings[limit]
    return setting && { limit, key: keyOf(limit, subject), pace: paceOf(limit, setting), onlyCounts }
  }

  function clearNowAndThen(): void {
    untilClearing -= 1
    if (untilClearing > 0) return
    untilClearing = CLEAR_EVERY
    // Nobody waits for it, and what it leaves the next one finds.
    store.forget(clock(), CLEARED).catch(() => {})
  }

  return {
    attempt: async (claims, make) => {
      const counters = claims.map(counterOf).filter((counter) => counter !== null)
      if (counters.length === 0) return make(UNCOUNTED)
      const keys = counters.map(({ key }) => key)
      const taken = await inFlight.take(keys, () => store.take(counters, clock()))
      if (taken.refused) {
        const seconds = (taken.freeAt.getTime() - clock().getTime()) / 1000
        throw new AuthError('throttled', { retryAfter: Math.max(1, Math.ceil(seconds)) })
      }
      let isTakenBack = false
      try {
        return await make({
          reached: counters.filter(({ key }) => taken.reached.includes(key)).map(({ limit }) => limit),
          takeBack: async () => {
            if (isTakenBack) return
            await store.giveBack(taken.counted, clock())
            isTakenBack = true
          },
        })
      } finally {
        inFlight.settle(keys, isTakenBack)
        clearNowAndThen()
      }
    },
  }
}
