import type { Expression } from 'kysely'
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
      .onConflict((conflict) => conflict.column('jti').doNothing())
      .returning('id'),
  )
  const idByJti = prepared<{ jti: string }>()((value) =>
    query.selectFrom('token_blacklist_outstandingtoken').select('id').where('jti', '=', value('jti')),
  )
  const insertBlacklisted = prepared<{ id: number; at: StoredTime }>()((value) =>
    query
      .insertInto('token_blacklist_blacklistedtoken')
      .values({ token_id: value('id'), blacklisted_at: value('at') })
      .onConflict((conflict) => conflict.column('token_id').doNothing()),
  )
  // As a join this takes SQLite eight times as long.
  const blacklistedRow = prepared<{ jti: string }>({ hot: true })((value) =>
    query
      .selectFrom('token_blacklist_blacklistedtoken')
      .select('id')
      .where('token_id', '=', (build) => build.selectFrom('token_blacklist_outstandingtoken').select('id').where('jti', '=', value('jti'))),
  )

  const recorded = (at: Date) =>
    query
      .selectFrom('token_blacklist_outstandingtoken as outstanding')
      .select((build) => ['outstanding.id', build.val(values.toTime(at)).as('blacklisted_at')])
  const spendSelected = (tokens: Expression<unknown>) =>
    query
      .insertInto('token_blacklist_blacklistedtoken')
      .columns(['token_id', 'blacklisted_at'])
      .expression(tokens)
      .onConflict((conflict) => conflict.column('token_id').doNothing())

  function* idOf(jti: string): Unit<number | null> {
    return (yield* first(idByJti({ jti })))?.id ?? null
  }

  return {
    idOf,

    /** Records a token unless its `jti` is known; returns the id of its row. */
    *record(token: OutstandingToken, at: Date): Unit<number> {
      const created = yield* first(
        insertOutstanding({
          jti: token.jti,
          token: token.unsigned,
          userId: token.userId,
          createdAt: values.toTime(at),
          expiresAt: values.toTime(new Date(token.expiresAt * 1000)),
        }),
      )
      const id = created?.id ?? (yield* idOf(token.jti))
      if (id === null) throw new TypeError('A token was recorded and is not there.')
      return id
    },

    /** Spends a recorded token; false if it was spent already. One statement, one winner. */
    *spend(id: number, at: Date): Unit<boolean> {
      return (yield* write(insertBlacklisted({ id, at: values.toTime(at) }))) === 1
    },

    *isSpent(jti: string): Unit<boolean> {
      return (yield* first(blacklistedRow({ jti }))) !== null
    },

    /** Spends every token of a user's session that is not spent yet. */
    *spendSession(session: { id: string; userId: number | null }, at: Date): Unit<void> {
      const tokens = recorded(at)
        .innerJoin('latchkey_session_token as member', 'member.token_id', 'outstanding.id')
        .where('outstanding.user_id', session.userId === null ? 'is' : '=', session.userId)
        .where('member.session_id', '=', session.id)
      yield* write(spendSelected(tokens))
    },

    /** Spends every recorded token of a user but those of one session, whoever issued it. */
    *spendOthers(userId: number, { keepSession, at }: { keepSession: string | null; at: Date }): Unit<void> {
      const tokens = recorded(at)
        .leftJoin('latchkey_session_token as member', 'member.token_id', 'outstanding.id')
        .where('outstanding.user_id', '=', userId)
        .where((where) => where.or([where('member.session_id', 'is', null), where('member.session_id', '<>', keepSession ?? '')]))
      yield* write(spendSelected(tokens))
    },

    history: (userId: number) =>
      query
        .selectFrom('token_blacklist_outstandingtoken as outstanding')
        .leftJoin('token_blacklist_blacklistedtoken as spent', 'spent.token_id', 'outstanding.id')
        .leftJoin('latchkey_session_token as member', 'member.token_id', 'outstanding.id')
        .select(['outstanding.jti', 'outstanding.created_at', 'outstanding.expires_at', 'spent.blacklisted_at', 'member.session_id'])
        .where('outstanding.user_id', '=', userId)
        .orderBy('outstanding.id', 'desc'),

    /** Deletes the records of tokens, of their having been spent and of their sessions' having had them. */
    *forget(ids: readonly number[]): Unit<void> {
      yield* write(query.deleteFrom('token_blacklist_blacklistedtoken').where('token_id', 'in', ids))
      yield* write(query.deleteFrom('token_blacklist_outstandingtoken').where('id', 'in', ids))
    },
  }
}
