import type { Part, Purged, PurgeStore } from '../sessions/purge-store.ts'
import type { Database } from './database.ts'
import { createOutstandingQueries } from './outstanding-queries.ts'
import type { StoredTime } from './stored-values.ts'
import { all, type Unit, write } from './unit.ts'

const JOB = 'purge'

/** Deletes what has expired. Each part is read in the order of its key: no index on times is needed, which every rotation would pay for. */
export function createPurgeStore(database: Database): PurgeStore {
  const { query, values } = database
  const outstanding = createOutstandingQueries(database)

  function* part<Place>(
    rows: readonly { key: Place; expires_at: StoredTime }[],
    { before, limit, forget }: { before: Date; limit: number; forget: (keys: Place[]) => Unit<unknown> },
  ): Unit<Purged<Place>> {
    const expired = rows.filter((row) => values.fromTime(row.expires_at) <= before).map(({ key }) => key)
    if (expired.length > 0) yield* forget(expired)
    return { deleted: expired.length, next: rows.length < limit ? null : (rows.at(-1)?.key ?? null) }
  }

  function* tokens(before: Date, { after, limit }: Part<number>): Unit<Purged<number>> {
    const tokens = query.selectFrom('token_blacklist_outstandingtoken').select(['id as key', 'expires_at'])
    const rows = yield* all(tokens.where('id', '>', after).orderBy('id').limit(limit))
    return yield* part(rows, { before, limit, forget: outstanding.forget })
  }

  function* sessions(before: Date, { after, limit }: Part<string>): Unit<Purged<string>> {
    const sessions = query.selectFrom('latchkey_session').select(['id as key', 'expires_at'])
    const rows = yield* all(sessions.where('id', '>', after).orderBy('id').limit(limit))
    return yield* part(rows, { before, limit, forget: (ids) => write(query.deleteFrom('latchkey_session').where('id', 'in', ids)) })
  }

  function* oneTimeTokens(before: Date, { after, limit }: Part<string>): Unit<Purged<string>> {
    const tokens = query.selectFrom('latchkey_one_time_token').select(['digest as key', 'expires_at'])
    const rows = yield* all(tokens.where('digest', '>', after).orderBy('digest').limit(limit))
    const forget = (digests: string[]) => write(query.deleteFrom('latchkey_one_time_token').where('digest', 'in', digests))
    return yield* part(rows, { before, limit, forget })
  }

  const take = (now: Date, next: Date) =>
    query
      .insertInto('latchkey_job')
      .values({ name: JOB, due_at: values.toTime(next) })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ due_at: values.toTime(next) })
          .where('latchkey_job.due_at', '<=', values.toTime(now)),
      )

  const hold = (next: Date) =>
    query
      .updateTable('latchkey_job')
      .set({ due_at: values.toTime(next) })
      .where('name', '=', JOB)

  return {
    tokens: (before, part) => database.write(() => tokens(before, part)),
    sessions: (before, part) => database.write(() => sessions(before, part)),
    oneTimeTokens: (before, part) => database.write(() => oneTimeTokens(before, part)),
    take: async (now, next) => (await database.write(() => write(take(now, next)))) === 1,
    hold: async (next) => {
      await database.write(() => write(hold(next)))
    },
  }
}
