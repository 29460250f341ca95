import { setTimeout } from 'node:timers/promises'
import { int } from '@latchkey/python'
import type { Claims } from '@latchkey/tokens'

/** Milliseconds by which a timer may be early. */
const TIMER_SLACK = 5

/**
 * The epoch of a user whose logins end at this moment, in whole seconds since 1970: tokens issued before it are refused. It is the next
 * second, for `iat` does not tell what was issued before the moment from what is issued later in the same one.
 */
export const epochAfter = (at: Date): number => Math.floor(at.getTime() / 1000) + 1

/** When a token says that it was issued, in whole seconds since 1970; 0 for one that does not say. It has been checked. */
export function issuedAt(claims: Claims): number {
  const value = claims.get('iat')
  return value === undefined ? 0 : Number(int(value) ?? 0)
}

/** Resolves once the epoch has begun, a second from now at the latest: what is issued afterwards is good. */
export async function epochBegun(epoch: number, now: Date): Promise<void> {
  const wait = epoch * 1000 - now.getTime()
  if (wait > 0) await setTimeout(Math.min(wait, 1000) + TIMER_SLACK)
}

/**
 * Ends a user's logins at the moment that `end` asks for once nobody can log in meanwhile; resolves once the epoch that does so has begun:
 * then whoever logs in is not taken for an older login.
 */
export async function beginningEpoch<T>(clock: () => Date, end: (now: () => Date) => Promise<T>): Promise<T> {
  // What is begun anew asks again.
  let ended: Date | null = null
  const now = (): Date => {
    ended = clock()
    return ended
  }
  const result = await end(now)
  if (ended !== null) await epochBegun(epochAfter(ended), clock())
  return result
}
