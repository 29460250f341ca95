import type { AuditKind, StatisticsRange } from '@latchkey/contract'
import type { AuditCount, AuditStore } from '../audit/audit-trail.ts'

/** What counting stands on. */
export interface StatisticsEnvironment {
  readonly audit: Pick<AuditStore, 'countByKind'>
  readonly store: StatisticsStore
  readonly clock: () => Date
}

export interface StatisticsStore {
  /** How many sessions lived at each of these moments. */
  sessionsAt(moments: readonly Date[]): Promise<readonly number[]>
  countUsers(): Promise<number>
}

export interface Bucket {
  readonly since: Date
  readonly until: Date
  readonly logins: number
  readonly failures: number
  readonly registrations: number
  readonly activeSessions: number
}

const HOUR = 3_600_000
const RANGES: Record<StatisticsRange, { count: number; length: number }> = {
  '24h': { count: 24, length: HOUR },
  '7d': { count: 28, length: 6 * HOUR },
  '30d': { count: 30, length: 24 * HOUR },
}

/** The ends of the range's buckets, oldest first: whole hours, quarters of days or days of UTC; `now` lies in the last one. */
function boundsOf(range: StatisticsRange, now: Date): Date[] {
  const { count, length } = RANGES[range]
  const end = Math.floor(now.getTime() / length) + 1
  return Array.from({ length: count + 1 }, (_, index) => new Date((end - count + index) * length))
}

const countOf = (counts: readonly AuditCount[], kind: AuditKind): number => counts.find((counted) => counted.kind === kind)?.count ?? 0

/** Counts what happened in each stretch of the range, and the sessions that lived at its end. */
export async function statistics({ audit, store, clock }: StatisticsEnvironment, range: StatisticsRange): Promise<Bucket[]> {
  const now = clock()
  const bounds = boundsOf(range, now)
  const ends = bounds.slice(1)
  const counts = await audit.countByKind(bounds)
  const sessions = await store.sessionsAt(ends.map((end) => new Date(Math.min(end.getTime(), now.getTime()))))
  return ends.map((until, index) => {
    const counted = counts[index] ?? []
    return {
      since: bounds[index] ?? until,
      until,
      logins: countOf(counted, 'login.succeeded'),
      failures: countOf(counted, 'login.failed'),
      registrations: countOf(counted, 'registration'),
      activeSessions: sessions[index] ?? 0,
    }
  })
}
