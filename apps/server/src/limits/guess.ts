import type { AuditRecord } from '../audit/audit-event.ts'
import type { AuditTrail } from '../audit/audit-trail.ts'
import type { Client } from '../sessions/session.ts'
import type { LimitName } from './limit.ts'
import type { Attempt, Claim, Limits } from './limits.ts'
import { nameSubject, networkSubject } from './subject.ts'

/** Somebody about to show that a password is theirs. */
export interface Guess {
  /** As it was typed. */
  readonly name: string
  readonly client: Client
  /** The id of this very account, if a valid session or refresh token of it came along: strangers' guesses do not slow its owner. */
  readonly knownTo: number | null
}

/**
 * Counts a guess at a password and then checks it, whichever door it came through. Throws `throttled`.
 *
 * A known device has a counter of its own, for all devices of the account. What it guesses is counted with the account, too.
 */
export function guess<T>(limits: Limits, { name, client, knownTo }: Guess, check: (attempt: Attempt) => Promise<T>): Promise<T> {
  const account = nameSubject(name)
  const claims: readonly Claim[] =
    knownTo !== null
      ? [
          { limit: 'login_device', subject: String(knownTo) },
          { limit: 'login_account', subject: account, onlyCounts: true },
        ]
      : [
          { limit: 'login_account', subject: account },
          { limit: 'login_address', subject: networkSubject(client.ip) },
        ]
  return limits.attempt(claims, check)
}

/** Records the limits that an attempt has reached. */
export async function recordReached(audit: AuditTrail, { reached }: Attempt, event: Omit<AuditRecord, 'kind' | 'details'>): Promise<void> {
  const record = (limit: LimitName) => audit.record({ ...event, kind: 'limit.reached', outcome: 'failure', details: { limit } })
  await Promise.all(reached.map(record))
}

/** Records an event and, in the same commit, the limits that its attempt has reached. */
export async function recordWithLimits(audit: AuditTrail, attempt: Attempt, event: AuditRecord): Promise<void> {
  await Promise.all([audit.record(event), recordReached(audit, attempt, event)])
}
