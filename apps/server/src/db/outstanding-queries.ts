import type { OutstandingToken } from '../sessions/session-store.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import type { StoredTime } from './stored-values.ts'
import { first, type Unit, write } from './unit.ts'

/** The queries on Django's two token tables that units are made of. */
export function createOutstandingQueries({ query, values }: Database) {
  const insertOutstanding = prepared<{
    jti: string
    token: string
    userId: number | null
    createdAt: StoredTime
    expiresAt: StoredTime
  }>()((value) =>
    query
      .insertInto('token_blacklist_outstandingtoken')
      .values({
        jti: value('jti'),
        token: value('token'),
        user_id: value('userId'),
        created_at: value('createdAt'),
        expires_at: value('expiresAt'),
      })
      .onConflict((conflict) => conflict.column('jti').doNothing()),
  )
  const insertBlacklisted = prepared<{ jti: string; at: StoredTime }>()((value) =>
    query
      .insertInto('token_blacklist_blacklistedtoken')
      .columns(['token_id', 'blacklisted_at'])
      .expression((build) =>
        build
          .selectFrom('token_blacklist_outstandingtoken')
          .select(['id', build.val(value('at')).as('blacklisted_at')])
          .where('jti', '=', value('jti')),
      )
      .onConflict((conflict) => conflict.column('token_id').doNothing()),
  )
  const blacklistedRow = prepared<{ jti: string }>()((value) =>
    query
      .selectFrom('token_blacklist_blacklistedtoken as spent')
      .innerJoin('token_blacklist_outstandingtoken as outstanding', 'outstanding.id', 'spent.token_id')
      .select('spent.id')
      .where('outstanding.jti', '=', value('jti')),
  )

  return {
    /** Records a token unless its `jti` is known. */
    *record(token: OutstandingToken, at: Date): Unit<void> {
      yield* write(
        insertOutstanding({
          jti: token.jti,
          token: token.unsigned,
          userId: token.userId,
          createdAt: values.toTime(at),
          expiresAt: values.toTime(new Date(token.expiresAt * 1000)),
        }),
      )
    },

    /** Spends a recorded token; false if it was spent already. One statement, one winner. */
    *spend(jti: string, at: Date): Unit<boolean> {
      return (yield* write(insertBlacklisted({ jti, at: values.toTime(at) }))) === 1
    },

    *isSpent(jti: string): Unit<boolean> {
      return (yield* first(blacklistedRow({ jti }))) !== null
    },

    expired: (now: StoredTime, limit: number) =>
      query.selectFrom('token_blacklist_outstandingtoken').select('jti').where('expires_at', '<=', now).orderBy('id').limit(limit),

    /** Deletes the records of tokens, and of their having been spent. */
    *forget(jtis: readonly string[]): Unit<void> {
      const ids = query.selectFrom('token_blacklist_outstandingtoken').select('id').where('jti', 'in', jtis)
      yield* write(query.deleteFrom('token_blacklist_blacklistedtoken').where('token_id', 'in', ids))
      yield* write(query.deleteFrom('token_blacklist_outstandingtoken').where('jti', 'in', jtis))
    },

    /** Spends every token of a session that is not spent yet. */
    *spendSession(sessionId: string, at: Date): Unit<void> {
      yield* write(
        query
          .insertInto('token_blacklist_blacklistedtoken')
          .columns(['token_id', 'blacklisted_at'])
          .expression((build) =>
            build
              .selectFrom('token_blacklist_outstandingtoken as outstanding')
              .innerJoin('latchkey_session_token as member', 'member.jti', 'outstanding.jti')
              .select(['outstanding.id', build.val(values.toTime(at)).as('blacklisted_at')])
              .where('member.session_id', '=', sessionId),
          )
          .onConflict((conflict) => conflict.column('token_id').doNothing()),
      )
    },
  }
}
