import { setTimeout } from 'node:timers/promises'
import type { Part, Purged, PurgeStore } from './purge-store.ts'

/** Rows in a part: few enough that nobody waits for it. */
const PART = 500
/** Milliseconds between two parts, for whoever else wants to write. */
const PAUSE = 2

export interface PurgeEnvironment {
  readonly store: PurgeStore
  /** Seconds for which an expired token is still taken, and must stay spent if it was. */
  readonly leeway: number
  /** Seconds for which an access token may outlive its session, which must be known until then to have ended. */
  readonly accessLifetime: number
  readonly clock: () => Date
}

/** Deletes what has expired: tokens, sessions, mailed tokens. Returns how many refresh and sliding tokens went. */
export async function purge(
  { store, leeway, accessLifetime, clock }: PurgeEnvironment,
  { isStopped = () => false, onPart = async () => {} }: { isStopped?: () => boolean; onPart?: () => Promise<void> } = {},
): Promise<number> {
  const before = new Date(clock().getTime() - leeway * 1000)
  const sessionsBefore = new Date(before.getTime() - accessLifetime * 1000)
  async function sweep<Place>(first: Place, look: (part: Part<Place>) => Promise<Purged<Place>>): Promise<number> {
    let total = 0
    for (let after: Place | null = first; after !== null && !isStopped(); ) {
      const { deleted, next } = await look({ after, limit: PART })
      total += deleted
      after = next
      await onPart()
      await setTimeout(PAUSE)
    }
    return total
  }
  const tokens = await sweep(0, (part) => store.tokens(before, part))
  await sweep('', (part) => store.sessions(sessionsBefore, part))
  await sweep('', (part) => store.oneTimeTokens(before, part))
  return tokens
}
