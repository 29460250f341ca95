import { type Expression, sql } from 'kysely'
import type { Pace } from '../limits/limit.ts'
import type { Counted, Counter, LimitStore, Taken } from '../limits/limit-store.ts'
import type { Database } from './database.ts'
import { bigint, prepared } from './prepared.ts'
import { all, first, type Unit, write } from './unit.ts'

const freeAfter = (at: Expression<number>, wait: Expression<number>) => sql<number>`(case when ${wait} = 0 then 0 else ${at} + ${wait} end)`

/**
 * Counters in `latchkey_limit`: each row a bucket that leaks. `drained_at` is when it will be empty; an attempt moves it on by its share.
 * `free_at` is when the next attempt may be made, and 0 while nobody has to wait: clocks of several machines differ by some seconds. One
 * statement looks, counts and says how long the next wait is.
 */
export function createLimitStore(database: Database): LimitStore {
  const { query } = database
  const stored = { drained: sql.ref<number>('latchkey_limit.drained_at'), free: sql.ref<number>('latchkey_limit.free_at') }

  const take = prepared<{ key: string; at: number } & Record<keyof Pace, number>>()((value) => {
    const at = bigint(value('at'))
    const share = bigint(value('share'))
    const threshold = bigint(value('threshold'))
    const firstWait = bigint(value('firstWait'))
    const most = bigint(value('most'))
    /** How full the bucket is with this attempt in it. */
    const full = sql<number>`(case when ${stored.drained} > ${at} then ${stored.drained} - ${at} else 0 end + ${share})`
    const filling = sql<number>`(case when ${full} > ${most} then ${most} else ${full} end)`
    // Division of integers, on both databases.
    const doublings = sql<number>`((${filling} - ${threshold} - 1) / ${share})`
    const wait = sql<number>`(case
      when ${filling} <= ${threshold} then 0
      when ${doublings} >= ${bigint(value('doublings'))} then ${bigint(value('longestWait'))}
      else ${firstWait} * (1 << cast(${doublings} as integer)) end)`
    const waitOfFirst = sql<number>`(case when ${threshold} > 0 then 0 else ${firstWait} end)`
    return query
      .insertInto('latchkey_limit')
      .values({ key: value('key'), drained_at: sql`${at} + ${share} + ${waitOfFirst}`, free_at: freeAfter(at, waitOfFirst) })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ drained_at: sql`${at} + ${filling} + ${wait}`, free_at: freeAfter(at, wait) })
          .where(stored.free, '<=', at),
      )
      .returning('free_at')
  })

  const freeAt = prepared<{ key: string }>()((value) =>
    query.selectFrom('latchkey_limit').select('free_at').where('key', '=', value('key')),
  )

  const giveBack = prepared<{ key: string; at: number; filled: number; threshold: number }>()((value) => {
    const drained = sql<number>`drained_at - ${bigint(value('filled'))}`
    return query
      .updateTable('latchkey_limit')
      .set({
        drained_at: drained,
        free_at: sql`case when ${drained} - ${bigint(value('at'))} <= ${bigint(value('threshold'))} then 0 else free_at end`,
      })
      .where('key', '=', value('key'))
  })

  function* takeAll(counters: readonly Counter[], at: number): Unit<Taken> {
    const counted: Counted[] = []
    const reached: string[] = []
    for (const { key, pace, onlyCounts } of counters) {
      const row = yield* first(take({ key, at, ...pace }))
      if (row) {
        const wait = Math.max(0, Number(row.free_at) - at)
        counted.push({ key, pace, filled: pace.share + wait })
        if (wait > 0) reached.push(key)
      } else if (!onlyCounts) {
        yield* giveAllBack(counted, at)
        const refusing = yield* first(freeAt({ key }))
        return { refused: true, key, freeAt: new Date(Number(refusing?.free_at ?? at)) }
      }
    }
    return { refused: false, counted, reached }
  }

  function* giveAllBack(counted: readonly Counted[], at: number): Unit<void> {
    for (const { key, pace, filled } of counted) yield* write(giveBack({ key, at, filled, threshold: pace.threshold }))
  }

  function* forget(at: number, limit: number): Unit<number> {
    const done = yield* all(
      query
        .selectFrom('latchkey_limit')
        .select('key')
        .where('drained_at', '<=', bigint(at))
        .where('free_at', '<=', bigint(at))
        .limit(limit),
    )
    if (done.length === 0) return 0
    return yield* write(
      query
        .deleteFrom('latchkey_limit')
        .where(
          'key',
          'in',
          done.map(({ key }) => key),
        )
        .where('drained_at', '<=', bigint(at))
        .where('free_at', '<=', bigint(at)),
    )
  }

  return {
    take: (counters, at) => database.write(() => takeAll(counters, at.getTime())),
    giveBack: (counted, at) => database.write(() => giveAllBack(counted, at.getTime())),
    forget: (at, limit) => database.write(() => forget(at.getTime(), limit)),
  }
}
