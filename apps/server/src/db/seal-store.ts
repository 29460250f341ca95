import { type ChainedEvent, GENESIS, linesOf, type Seal, sealOf } from '../audit/seal.ts'
import type { SealStore } from '../audit/seal-store.ts'
import type { Database } from './database.ts'
import type { StoredTime } from './stored-values.ts'
import { all, first, type Unit, write } from './unit.ts'

interface EventRow {
  id: number
  at: StoredTime
  kind: string
  actor: string
  user_id: number | null
  session_id: string | null
  outcome: string
  details: string
  username: string | null
  ip: string | null
  device: string | null
  salt: string | null
  personal_digest: string
}

/** The chain in `latchkey_audit_seal`. */
export function createSealStore(database: Database): SealStore {
  const { query, values } = database
  const events = query
    .selectFrom('latchkey_audit_event')
    .select(['id', 'at', 'kind', 'actor', 'user_id', 'session_id', 'outcome', 'details'])
    .select(['username', 'ip', 'device', 'salt', 'personal_digest'])
    .orderBy('at')
    .orderBy('id')
  const seals = query.selectFrom('latchkey_audit_seal').select(['id', 'seal', 'until', 'members'])

  const toEvent = (row: EventRow): ChainedEvent => ({
    id: row.id,
    at: values.fromTime(row.at),
    kind: row.kind,
    actor: row.actor,
    userId: row.user_id,
    sessionId: row.session_id,
    outcome: row.outcome,
    details: row.details,
    username: row.username,
    ip: row.ip,
    device: row.device,
    salt: row.salt,
    personalDigest: row.personal_digest,
  })

  function* sealNext(now: Date, limit: number): Unit<number | null> {
    const previous = yield* first(seals.orderBy('id', 'desc').limit(1))
    const batch = (yield* all(events.where('seal_id', 'is', null).limit(limit))).map(toEvent)
    const last = batch.at(-1)
    if (!last) return 0
    const id = (previous?.id ?? 0) + 1
    // A full batch may have left some out: it speaks for the time up to its last event and no further.
    const link = { until: batch.length === limit ? last.at : now, members: linesOf(batch) }
    const sealed = query
      .insertInto('latchkey_audit_seal')
      .values({ id, seal: sealOf(previous?.seal ?? GENESIS, link), until: values.toTime(link.until), members: link.members })
      .onConflict((conflict) => conflict.column('id').doNothing())
    if ((yield* write(sealed)) === 0) return null
    const ids = batch.map((event) => event.id)
    yield* write(query.updateTable('latchkey_audit_event').set({ seal_id: id }).where('id', 'in', ids))
    return batch.length
  }

  function unsealed({ after, limit }: Parameters<SealStore['unsealed']>[0]) {
    const select = events.where('seal_id', 'is', null).limit(limit)
    if (after === null) return select
    const at = values.toTime(after.at)
    return select.where('at', '>=', at).where((where) => where.or([where('at', '>', at), where('id', '>', after.id)]))
  }

  return {
    // Most looks find nothing, and should not take the lock of those who write.
    sealNext: async (now, limit) =>
      (await database.read(first(events.where('seal_id', 'is', null).limit(1)))) ? database.write(() => sealNext(now, limit)) : 0,
    seals: async ({ after, limit }) =>
      (await database.read(all(seals.where('id', '>', after).orderBy('id').limit(limit)))).map(
        (row): Seal => ({ ...row, until: values.fromTime(row.until) }),
      ),
    eventsIn: async (sealId) => (await database.read(all(events.where('seal_id', '=', sealId)))).map(toEvent),
    unsealed: async (page) => (await database.read(all(unsealed(page)))).map(toEvent),
  }
}
