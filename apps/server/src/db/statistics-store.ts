import { sql } from 'kysely'
import type { StatisticsStore } from '../admin/statistics.ts'
import type { Database } from './database.ts'
import { all, first, type Unit } from './unit.ts'

/** Counts sessions and accounts. */
export function createStatisticsStore(database: Database): StatisticsStore {
  const { query, values, users } = database

  /** In one pass over the sessions, whatever the number of moments. */
  function* sessionsAt(moments: readonly Date[]): Unit<number[]> {
    const [earliest] = moments
    if (earliest === undefined) return []
    const rows = yield* all(
      query
        .selectFrom('latchkey_session')
        .select(moments.map((moment, index) => livedAt(moment).as(`at${index}`)))
        .where('expires_at', '>', values.toTime(earliest)),
    )
    const [row = {}] = rows
    return moments.map((_, index) => Number(Reflect.get(row, `at${index}`) ?? 0))
  }

  const livedAt = (moment: Date) => {
    const at = values.toTime(moment)
    return sql<number>`count(case when created_at <= ${at} and expires_at > ${at} and (ended_at is null or ended_at > ${at}) then 1 end)`
  }

  function* countUsers(): Unit<number> {
    const counted = yield* first(query.selectFrom(users.rows).select(({ fn }) => fn.countAll().as('users')))
    return Number(counted?.users ?? 0)
  }

  return {
    sessionsAt: (moments) => database.read(sessionsAt(moments)),
    countUsers: () => database.read(countUsers()),
  }
}
