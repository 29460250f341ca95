import type { AuditKind, AuditOutcome } from '@latchkey/contract'
import type { Actor, AuditEvent } from '../audit/audit-event.ts'
import type { AuditCount, AuditFilter, AuditPlace, AuditStore } from '../audit/audit-trail.ts'
import { createAuditQueries } from './audit-queries.ts'
import type { Database } from './database.ts'
import type { StoredTime } from './stored-values.ts'
import { all, type Unit, write } from './unit.ts'

const LISTED_COLUMNS = ['id', 'at', 'kind', 'actor', 'user_id', 'username', 'ip', 'device', 'session_id', 'outcome', 'details'] as const

interface ListedRow {
  id: number
  at: StoredTime
  kind: string
  actor: string
  user_id: number | null
  username: string | null
  ip: string | null
  device: string | null
  session_id: string | null
  outcome: string
  details: string
}

/** The audit trail in `latchkey_audit_event`. */
export function createAuditStore(database: Database): AuditStore {
  const { query, values } = database
  const queries = createAuditQueries(database)

  // Nobody but us writes the table, in these words.
  const toEvent = (row: ListedRow): AuditEvent => ({
    id: row.id,
    at: values.fromTime(row.at),
    kind: row.kind as AuditKind,
    actor: row.actor as Actor,
    userId: row.user_id,
    username: row.username,
    ip: row.ip,
    device: row.device,
    sessionId: row.session_id,
    outcome: row.outcome as AuditOutcome,
    details: JSON.parse(row.details),
  })

  function listed({ userId, kinds, since, until }: AuditFilter, { after, limit }: { after: AuditPlace | null; limit: number }) {
    let select = query.selectFrom('latchkey_audit_event').select(LISTED_COLUMNS)
    if (userId !== undefined) select = select.where('user_id', '=', userId)
    if (kinds !== undefined && kinds.length > 0) select = select.where('kind', 'in', kinds)
    if (since !== undefined) select = select.where('at', '>=', values.toTime(since))
    if (until !== undefined) select = select.where('at', '<', values.toTime(until))
    if (after !== null) {
      const at = values.toTime(after.at)
      select = select.where('at', '<=', at).where((where) => where.or([where('at', '<', at), where('id', '<', after.id)]))
    }
    return select.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
  }

  function* countByKind(bounds: readonly Date[]): Unit<AuditCount[][]> {
    const counts: AuditCount[][] = []
    for (const [index, until] of bounds.slice(1).entries()) {
      const since = bounds[index] ?? until
      const rows = yield* all(
        query
          .selectFrom('latchkey_audit_event')
          .select(({ fn }) => ['kind', fn.countAll().as('count')])
          .where('at', '>=', values.toTime(since))
          .where('at', '<', values.toTime(until))
          .groupBy('kind')
          .orderBy('kind'),
      )
      counts.push(rows.map(({ kind, count }) => ({ kind: kind as AuditKind, count: Number(count) })))
    }
    return counts
  }

  return {
    record: (event) => database.write(() => queries.record(event)),
    list: async (filter, page) => (await database.read(all(listed(filter, page)))).map(toEvent),
    countByKind: (bounds) => database.read(countByKind(bounds)),
    anonymise: async (userId) => {
      await database.write(() => write(queries.anonymise(userId)))
    },
  }
}
