import type { Client, Session, SessionEnd } from '../sessions/session.ts'
import type { OutstandingToken, SessionState } from '../sessions/session-store.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import { advanced, type NewToken } from './rotation-values.ts'
import type { StoredTime } from './stored-values.ts'
import { type Unit, write } from './unit.ts'

const USER_AGENT_LENGTH = 300
/** Sessions that a list shows: what a person can look through. */
const LISTED = 100

/** What a rotation has to know of the session of a token. */
export interface SessionRow {
  id: string
  user_id: number | null
  created_at: StoredTime
  last_seen_at: StoredTime
  ended_at: StoredTime | null
  parent_jti: string | null
  rotated_at: StoredTime | null
  current_jti: string
  current_issued_at: number
  current_expires_at: number
}

interface ListedRow {
  id: string
  user_agent: string
  ip: string
  created_at: StoredTime
  last_seen_at: StoredTime
  expires_at: StoredTime
}

/** The queries on `latchkey_session` and its tokens that units are made of. */
export function createSessionQueries({ query, values, locksRows }: Database) {
  const timeOf = (seconds: number): StoredTime => values.toTime(new Date(seconds * 1000))
  const update = query.updateTable('latchkey_session')
  const select = query.selectFrom('latchkey_session')

  const insert = prepared<{
    id: string
    userId: number | null
    createdAt: StoredTime
    lastSeenAt: StoredTime
    expiresAt: StoredTime
    userAgent: string
    ip: string
    jti: string
    issued: number
    expires: number
  }>()((value) =>
    query.insertInto('latchkey_session').values({
      id: value('id'),
      user_id: value('userId'),
      created_at: value('createdAt'),
      last_seen_at: value('lastSeenAt'),
      expires_at: value('expiresAt'),
      user_agent: value('userAgent'),
      ip: value('ip'),
      current_jti: value('jti'),
      current_issued_at: value('issued'),
      current_expires_at: value('expires'),
    }),
  )

  const advance = prepared<NewToken & { id: string }>()((value) => update.set(advanced(value)).where('id', '=', value('id')))

  return {
    insert: (session: { id: string; userId: number | null; at: Date; createdAt?: Date; client: Client }, token: OutstandingToken) =>
      insert({
        id: session.id,
        userId: session.userId,
        createdAt: values.toTime(session.createdAt ?? session.at),
        lastSeenAt: values.toTime(session.at),
        expiresAt: timeOf(token.expiresAt),
        userAgent: session.client.userAgent.slice(0, USER_AGENT_LENGTH),
        ip: session.client.ip,
        jti: token.jti,
        issued: token.issuedAt,
        expires: token.expiresAt,
      }),

    addToken: prepared<{ token: number; session: string }>()((value) =>
      query.insertInto('latchkey_session_token').values({ token_id: value('token'), session_id: value('session') }),
    ),

    /** Nobody else changes it until the unit is over. */
    ofToken: prepared<{ token: number }>()<SessionRow>((value) =>
      select
        .select(['id', 'user_id', 'created_at', 'last_seen_at', 'ended_at', 'parent_jti', 'rotated_at'])
        .select(['current_jti', 'current_issued_at', 'current_expires_at'])
        .where('id', '=', (build) => build.selectFrom('latchkey_session_token').select('session_id').where('token_id', '=', value('token')))
        .$if(locksRows, (locked) => locked.forNoKeyUpdate()),
    ),

    /** The successor becomes the current token of the session, the presented one its parent. */
    advance: (id: string, step: { successor: OutstandingToken; parent: string; at: Date }) =>
      advance({
        id,
        jti: step.successor.jti,
        issued: step.successor.issuedAt,
        expires: step.successor.expiresAt,
        expiresAt: timeOf(step.successor.expiresAt),
        parent: step.parent,
        at: values.toTime(step.at),
      }),

    end: prepared<{ id: string; at: StoredTime; reason: SessionEnd }>()((value) =>
      update
        .set({ ended_at: value('at'), end_reason: value('reason') })
        .where('id', '=', value('id'))
        .where('ended_at', 'is', null),
    ),

    timesOf: prepared<{ id: string }>({ hot: true })((value) =>
      select.select(['user_id', 'created_at', 'last_seen_at', 'ended_at']).where('id', '=', value('id')),
    ),

    /** Never moves the time back: requests do not arrive in the order of their moments. */
    note: prepared<{ id: string; at: StoredTime }>()((value) =>
      update
        .set({ last_seen_at: value('at') })
        .where('id', '=', value('id'))
        .where('last_seen_at', '<', value('at')),
    ),

    liveOf: prepared<{ id: string; userId: number }>()((value) =>
      select
        .select('id')
        .where('id', '=', value('id'))
        .where('user_id', '=', value('userId'))
        .where('ended_at', 'is', null)
        .$if(locksRows, (locked) => locked.forNoKeyUpdate()),
    ),

    *endOthers(
      userId: number,
      { keepSession, at, reason }: { keepSession: string | null; at: StoredTime; reason: SessionEnd },
    ): Unit<number> {
      const live = select
        .select('id')
        .where('user_id', '=', userId)
        .where('ended_at', 'is', null)
        .where('id', '<>', keepSession ?? '')
      // In the same order whoever does it: two that lock each other's would wait forever.
      const locked = locksRows ? live.orderBy('id').forNoKeyUpdate() : live
      return yield* write(
        query
          .with('live', () => locked)
          .updateTable('latchkey_session')
          .set({ ended_at: at, end_reason: reason })
          .where('id', 'in', (build) => build.selectFrom('live').select('id')),
      )
    },

    listLive: (userId: number, now: Date) =>
      select
        .select(['id', 'user_agent', 'ip', 'created_at', 'last_seen_at', 'expires_at'])
        .where('user_id', '=', userId)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', values.toTime(now))
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(LISTED),

    history: (userId: number) =>
      select
        .select(['id', 'user_agent', 'ip', 'created_at', 'last_seen_at', 'expires_at', 'ended_at', 'end_reason'])
        .where('user_id', '=', userId)
        .orderBy('created_at', 'desc')
        .orderBy('id'),

    toState: (row: Pick<SessionRow, 'user_id' | 'created_at' | 'last_seen_at' | 'ended_at'>): SessionState => ({
      userId: row.user_id,
      createdAt: values.fromTime(row.created_at),
      lastSeenAt: values.fromTime(row.last_seen_at),
      isEnded: row.ended_at !== null,
    }),

    toSession: (row: ListedRow): Session => ({
      id: row.id,
      userAgent: row.user_agent,
      ip: row.ip,
      createdAt: values.fromTime(row.created_at),
      lastSeenAt: values.fromTime(row.last_seen_at),
      expiresAt: values.fromTime(row.expires_at),
    }),
  }
}
