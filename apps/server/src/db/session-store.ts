import { randomId } from '@latchkey/tokens'
import { isOver, lastSecondOf, noteBefore, type SessionLimits } from '../sessions/limits.ts'
import type { Client, SessionEnd } from '../sessions/session.ts'
import type {
  Beginning,
  Ending,
  Login,
  OutstandingToken,
  PasswordReplacement,
  Rotation,
  RotationOutcome,
  SessionHistory,
  SessionState,
  SessionStore,
} from '../sessions/session-store.ts'
import { createAuditQueries } from './audit-queries.ts'
import type { Database } from './database.ts'
import { createEndLogins } from './end-logins.ts'
import { createEpochQueries } from './epoch-queries.ts'
import { createOneTimeTokenQueries } from './one-time-token-queries.ts'
import { createOutstandingQueries } from './outstanding-queries.ts'
import { createPasswordQueries } from './password-queries.ts'
import { createRotateAtOnce } from './rotate-at-once.ts'
import { createRotateInOrder } from './rotate-in-order.ts'
import { createSessionQueries, type SessionRow } from './session-queries.ts'
import type { StoredTime } from './stored-values.ts'
import { all, first, type Unit, write } from './unit.ts'

interface NewSession {
  readonly id: string
  readonly userId: number | null
  readonly at: Date
  /** `at`, where nothing is said. */
  readonly createdAt?: Date
  readonly client: Client
}

/** Sessions in `latchkey_session`, their tokens in Django's outstanding and blacklist tables. */
export function createSessionStore(database: Database): SessionStore {
  const { values } = database
  const outstanding = createOutstandingQueries(database)
  const sessions = createSessionQueries(database)
  const accounts = createPasswordQueries(database)
  const oneTimeTokens = createOneTimeTokenQueries(database)
  const audit = createAuditQueries(database)
  const epochs = createEpochQueries(database)
  const endLogins = createEndLogins(database)
  const rotateAtOnce = createRotateAtOnce(database)
  const rotateInOrder = createRotateInOrder(database)

  function* begin(session: NewSession, token: OutstandingToken): Unit<void> {
    const id = yield* outstanding.record(token, session.at)
    yield* write(sessions.insert(session, token))
    yield* write(sessions.addToken({ token: id, session: session.id }))
  }

  function* end(session: { id: string; userId: number | null }, at: Date, reason: SessionEnd): Unit<void> {
    yield* write(sessions.end({ id: session.id, at: values.toTime(at), reason }))
    yield* outstanding.spendSession(session, at)
  }

  /** Its user may have been deleted since it was looked at. */
  function* ofLivingUser(token: OutstandingToken): Unit<OutstandingToken> {
    const isThere = token.userId !== null && (yield* first(accounts.passwordOf({ id: token.userId }))) !== null
    return isThere ? token : { ...token, userId: null }
  }

  function* blacklist(token: OutstandingToken, at: Date): Unit<boolean> {
    const id = (yield* outstanding.idOf(token.jti)) ?? (yield* outstanding.record(yield* ofLivingUser(token), at))
    const session = yield* first(sessions.ofToken({ token: id }))
    if (!(yield* outstanding.spend(id, at))) return false
    if (session?.current_jti === token.jti) yield* write(sessions.end({ id: session.id, at: values.toTime(at), reason: 'logout' }))
    return true
  }

  async function isRotatedAtOnce(rotation: Rotation): Promise<boolean> {
    return rotation.blacklistParent && ((await rotateAtOnce?.(rotation)) ?? false)
  }

  function* isRotatedInOrder(rotation: Rotation): Unit<boolean> {
    return rotation.blacklistParent && rotateInOrder !== null && (yield* rotateInOrder(rotation))
  }

  function* rotate(rotation: Rotation): Unit<RotationOutcome> {
    if (yield* isRotatedInOrder(rotation)) return { kind: 'rotated' }
    const { parent, successor, at } = rotation
    const known = yield* outstanding.idOf(parent.jti)
    const session = known === null ? null : yield* first(sessions.ofToken({ token: known }))
    if (!session && !(yield* mayBeAdopted(parent))) return { kind: 'spent', endedSession: null }
    const times = session ? sessions.toState(session) : { createdAt: beginningOf(rotation), lastSeenAt: at, isEnded: false }
    if (!times.isEnded) {
      if (isOver(times, rotation.limits, at)) {
        if (session) yield* end({ id: session.id, userId: session.user_id }, at, 'expired')
        return { kind: 'over' }
      }
      const last = lastSecondOf(times, rotation.limits)
      if (last !== null && successor.expiresAt > last) return { kind: 'too_long', expiresAt: last }
    } else if (rotation.blacklistParent) return { kind: 'spent', endedSession: null }
    if (rotation.blacklistParent) {
      const id = known ?? (yield* outstanding.record(parent, at))
      // Whoever was faster may have adopted it meanwhile.
      if (!(yield* outstanding.spend(id, at)))
        return yield* presentedAgain(rotation, session ?? (yield* first(sessions.ofToken({ token: id }))))
    } else if (yield* outstanding.isSpent(parent.jti)) return { kind: 'spent', endedSession: null }
    const id = session?.id ?? (yield* adopt(rotation))
    yield* write(sessions.addToken({ token: yield* outstanding.record(successor, at), session: id }))
    yield* write(sessions.advance(id, { successor, parent: parent.jti, at }))
    return { kind: 'rotated' }
  }

  /** A token without a session was issued by Django, to a user who may have gone or ended all logins since it was looked at. */
  function* mayBeAdopted({ userId, issuedAt }: OutstandingToken): Unit<boolean> {
    if (userId === null) return true
    const account = yield* first(accounts.passwordOf({ id: userId }))
    const epoch = account && (yield* first(epochs.of({ userId })))
    return account !== null && issuedAt >= (epoch?.epoch ?? 0)
  }

  /** A session that is adopted began with its token. */
  const beginningOf = ({ parent, at }: Rotation): Date => new Date(Math.min(at.getTime(), Math.max(0, parent.issuedAt * 1000)))

  function* adopt(rotation: Rotation): Unit<string> {
    const id = randomId()
    const { parent, at, client } = rotation
    yield* begin({ id, userId: parent.userId, at, createdAt: beginningOf(rotation), client }, parent)
    return id
  }

  function* presentedAgain(rotation: Rotation, session: SessionRow | null): Unit<RotationOutcome> {
    if (!session || session.ended_at !== null) return { kind: 'spent', endedSession: null }
    const inGrace =
      session.parent_jti === rotation.parent.jti &&
      session.rotated_at !== null &&
      // Who came first may be written last.
      Math.max(0, rotation.at.getTime() - values.fromTime(session.rotated_at).getTime()) < rotation.grace * 1000
    if (inGrace && !(yield* outstanding.isSpent(session.current_jti))) {
      const { current_jti: jti, current_issued_at: issuedAt, current_expires_at: expiresAt } = session
      return { kind: 'repeated', successor: { jti, issuedAt, expiresAt } }
    }
    if (!rotation.reuseEndsSession) return { kind: 'spent', endedSession: null }
    yield* end({ id: session.id, userId: session.user_id }, rotation.at, 'reuse')
    return { kind: 'spent', endedSession: session.id }
  }

  function* endOwn(id: string, ending: { userId: number; at: Date; reason: SessionEnd }): Unit<boolean> {
    if (!(yield* first(sessions.liveOf({ id, userId: ending.userId })))) return false
    yield* end({ id, userId: ending.userId }, ending.at, ending.reason)
    return true
  }

  function* replacePassword(userId: number, { from, to, oneTimeToken, ...ending }: PasswordReplacement): Unit<boolean> {
    if (oneTimeToken !== undefined && (yield* write(oneTimeTokens.spend(oneTimeToken))) === 0) return false
    const replaced = yield* write(accounts.replacePassword({ id: userId, from, to }))
    if (replaced === 0) return false
    yield* write(oneTimeTokens.forgetAllOf(userId))
    yield* endLogins(userId, { ...ending, reason: 'password' })
    return true
  }

  function* deactivate(userId: number, ending: Pick<Ending, 'now' | 'event'>): Unit<boolean> {
    if ((yield* write(accounts.deactivate(userId))) === 0) return false
    yield* endLogins(userId, { ...ending, keepSession: null, reason: 'deactivated' })
    return true
  }

  function* find(id: string): Unit<SessionState | null> {
    const session = yield* first(sessions.timesOf({ id }))
    return session && sessions.toState(session)
  }

  function* noteUseOf(jti: string, { at, limits }: { at: Date; limits: SessionLimits }): Unit<SessionState | null> {
    const known = yield* outstanding.idOf(jti)
    const session = known === null ? null : yield* first(sessions.ofToken({ token: known }))
    if (!session) return null
    const state = sessions.toState(session)
    if (isOver(state, limits, at)) yield* end({ id: session.id, userId: session.user_id }, at, 'expired')
    else if (state.lastSeenAt < noteBefore(limits, at)) yield* write(sessions.note({ id: session.id, at: values.toTime(at) }))
    return state
  }

  function* mayBegin({ userId, password, token }: Login): Unit<Beginning> {
    const account = yield* first(accounts.passwordOf({ id: userId }))
    if (!account || account.password !== password || !values.fromBoolean(account.is_active)) return { kind: 'refused' }
    const epoch = (yield* first(epochs.of({ userId })))?.epoch ?? 0
    return token.issuedAt < epoch ? { kind: 'early', epoch } : { kind: 'begun' }
  }

  function* beginLogin(login: Login): Unit<Beginning> {
    const beginning = yield* mayBegin(login)
    if (beginning.kind !== 'begun') return beginning
    const { userId, at, token, session } = login
    if (login.isRecorded && session) yield* begin({ ...session, userId, at }, token)
    else if (login.isRecorded) yield* outstanding.record(token, at)
    yield* audit.record(login.event)
    return beginning
  }

  function* historyOf(userId: number): Unit<SessionHistory> {
    const timeOf = (stored: StoredTime | null): Date | null => (stored === null ? null : values.fromTime(stored))
    const past = yield* all(sessions.history(userId))
    const tokens = yield* all(outstanding.history(userId))
    return {
      sessions: past.map((row) => ({ ...sessions.toSession(row), endedAt: timeOf(row.ended_at), endReason: row.end_reason })),
      tokens: tokens.map((row) => ({
        jti: row.jti,
        issuedAt: timeOf(row.created_at),
        expiresAt: values.fromTime(row.expires_at),
        spentAt: timeOf(row.blacklisted_at),
        sessionId: row.session_id,
      })),
    }
  }

  return {
    begin: (login) => database.write(() => beginLogin(login)),
    isBlacklisted: (jti) => database.read(outstanding.isSpent(jti)),
    blacklist: (token, at) => database.write(() => blacklist(token, at)),
    rotate: async (rotation) => ((await isRotatedAtOnce(rotation)) ? { kind: 'rotated' } : database.write(() => rotate(rotation))),
    find: (id) => database.read(find(id)),
    note: async (id, at) => {
      await database.write(() => write(sessions.note({ id, at: values.toTime(at) })))
    },
    noteUseOf: (jti, use) => database.write(() => noteUseOf(jti, use)),
    listLive: async (userId, now) => (await database.read(all(sessions.listLive(userId, now)))).map(sessions.toSession),
    historyOf: (userId) => database.read(historyOf(userId)),
    end: (id, ending) => database.write(() => endOwn(id, ending)),
    endAll: (userId, ending) => database.write(() => endLogins(userId, ending)),
    deactivate: (userId, ending) => database.write(() => deactivate(userId, ending)),
    replacePassword: (userId, change) => database.write(() => replacePassword(userId, change)),
  }
}
