import { sql } from 'kysely'
import type { Rotation } from '../sessions/session-store.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import { advanced, type RotationValues, rotationValues } from './rotation-values.ts'
import { type Unit, write } from './unit.ts'

/**
 * The same as `createRotateAtOnce` for SQLite, which cannot nest what writes, and has one writer at a time: one statement for each table,
 * with nothing to read between them. False, and no row written, where there is more to be looked at.
 *
 * Selects within selects: the joins that say the same take SQLite several times as long. Null where others write beside.
 */
export function createRotateInOrder({ query, values, locksRows }: Database): ((rotation: Rotation) => Unit<boolean>) | null {
  if (locksRows) return null
  const lastRow = sql<number>`last_insert_rowid()`
  const idOf = (jti: string) => query.selectFrom('token_blacklist_outstandingtoken').select('id').where('jti', '=', jti)
  const sessionOf = query.selectFrom('latchkey_session_token').select('session_id')

  const spend = prepared<RotationValues>()((value) =>
    query
      .insertInto('token_blacklist_blacklistedtoken')
      .columns(['token_id', 'blacklisted_at'])
      .expression(
        query
          .selectFrom('latchkey_session_token as presented')
          .select((build) => ['presented.token_id', build.val(value('at')).as('blacklisted_at')])
          .where('presented.token_id', '=', idOf(value('parent')))
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom('latchkey_session as session')
                .select('session.id')
                .whereRef('session.id', '=', 'presented.session_id')
                .where('session.ended_at', 'is', null)
                .where('session.created_at', '>=', value('createdAfter'))
                .where('session.last_seen_at', '>', value('seenAfter')),
            ),
          ),
      )
      .onConflict((conflict) => conflict.column('token_id').doNothing()),
  )
  const record = prepared<RotationValues>()((value) =>
    query.insertInto('token_blacklist_outstandingtoken').values({
      jti: value('jti'),
      token: value('token'),
      user_id: value('userId'),
      created_at: value('at'),
      expires_at: value('expiresAt'),
    }),
  )
  const addToken = prepared<RotationValues>()((value) =>
    query
      .insertInto('latchkey_session_token')
      .values({ token_id: lastRow, session_id: sessionOf.where('token_id', '=', idOf(value('parent'))) }),
  )
  const advance = prepared<RotationValues>()((value) =>
    query
      .updateTable('latchkey_session')
      .set(advanced(value))
      .where('id', '=', sessionOf.where('token_id', '=', lastRow)),
  )

  return function* rotateInOrder(rotation) {
    const stored = rotationValues(values, rotation)
    if ((yield* write(spend(stored))) === 0) return false
    yield* write(record(stored))
    yield* write(addToken(stored))
    yield* write(advance(stored))
    return true
  }
}
