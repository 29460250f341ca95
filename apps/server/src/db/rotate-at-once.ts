import { sql } from 'kysely'
import type { Rotation } from '../sessions/session-store.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import { type RotationValues, rotationValues } from './rotation-values.ts'

/**
 * The rotation of a session's current token in one statement, for databases over a network: one round trip instead of one for each
 * step. It writes one row of the session, or nothing at all where there is more to be looked at: a token that is spent, that has no
 * session, or whose session is at its end; then it resolves to false. Null where a statement is not faster than a unit.
 *
 * The session's row is locked first and the UNIQUE row of the blacklist decides, as in the step-by-step rotation beside which it runs.
 */
export function createRotateAtOnce({ query, values, writeAtOnce }: Database): ((rotation: Rotation) => Promise<boolean>) | null {
  if (writeAtOnce === null) return null
  const statement = prepared<RotationValues>()((value) => ({
    compile: () =>
      sql`
        with session as (
          select latchkey_session.id, presented.id as token_id
          from token_blacklist_outstandingtoken as presented
          join latchkey_session_token as member on member.token_id = presented.id
          join latchkey_session on latchkey_session.id = member.session_id
          where presented.jti = ${value('parent')} and latchkey_session.ended_at is null
            and latchkey_session.created_at >= ${value('createdAfter')} and latchkey_session.last_seen_at > ${value('seenAfter')}
          for no key update of latchkey_session
        ), spent as (
          insert into token_blacklist_blacklistedtoken (token_id, blacklisted_at)
          select token_id, cast(${value('at')} as timestamptz) from session
          on conflict (token_id) do nothing
          returning token_id
        ), successor as (
          insert into token_blacklist_outstandingtoken (jti, token, user_id, created_at, expires_at)
          select cast(${value('jti')} as varchar), cast(${value('token')} as text), cast(${value('userId')} as integer),
            cast(${value('at')} as timestamptz), cast(${value('expiresAt')} as timestamptz)
          from spent
          returning id
        ), member as (
          insert into latchkey_session_token (token_id, session_id) select successor.id, session.id from successor, session
        )
        update latchkey_session
        set current_jti = ${value('jti')}, current_issued_at = ${value('issued')}, current_expires_at = ${value('expires')},
          expires_at = ${value('expiresAt')}, parent_jti = ${value('parent')}, rotated_at = ${value('at')}, last_seen_at = ${value('at')}
        from session, successor
        where latchkey_session.id = session.id`.compile(query),
  }))

  return async (rotation) => (await writeAtOnce(statement(rotationValues(values, rotation)))) === 1
}
