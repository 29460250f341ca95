import type { Claims } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'
import { issuedAt } from './epoch.ts'
import { isOver, noteBefore, staysSo } from './limits.ts'
import { blacklisted, expired, requiredId } from './read-token.ts'

/**
 * How the session stands that a token names: `unknown` where it is none of ours. For the user that the token names now, if that is
 * given, another user's session has ended.
 */
export async function stateOf(environment: SessionsEnvironment, sessionId: string, userId?: number): Promise<'live' | 'ended' | 'unknown'> {
  const session = await environment.store.find(sessionId)
  if (!session) return 'unknown'
  if (userId !== undefined && session.userId !== userId) return 'ended'
  return session.isEnded || isOver(session, environment.namedLimits, environment.clock()) ? 'ended' : 'live'
}

/** Whether the session that a token names is another user's: where tokens name users by what can change, somebody else may have the name by now. */
export async function isOfAnother({ store, userIdField }: SessionsEnvironment, sessionId: string, userId: number): Promise<boolean> {
  if (userIdField === 'id') return false
  const session = await store.find(sessionId)
  return session !== null && session.userId !== userId
}

/**
 * A use of the session of a refresh token that is not rotated, if it has one. Throws `token_not_valid` (`expired`) for a session, or a
 * token without one, that has come to its end.
 */
export async function noteUse(environment: SessionsEnvironment, claims: Claims): Promise<void> {
  const { tokens, store, limits, notedUses, clock } = environment
  const now = clock()
  const jti = requiredId(tokens, claims)
  if (notedUses.isNoted(jti, now)) return
  const known = await store.noteUseOf(jti, { at: now, limits })
  if (known?.isEnded) throw blacklisted()
  const session = known ?? { createdAt: new Date(issuedAt(claims) * 1000), lastSeenAt: now }
  if (isOver(session, limits, now)) throw expired()
  notedUses.note(jti, staysSo(session, limits, now))
}

/** The same, for a bearer: that is a use of the session. */
export async function useSession(
  environment: SessionsEnvironment,
  sessionId: string,
  userId: number,
): Promise<'live' | 'ended' | 'unknown'> {
  const { store, namedLimits, clock } = environment
  const now = clock()
  const session = await store.find(sessionId)
  if (!session) return 'unknown'
  if (session.userId !== userId || session.isEnded || isOver(session, namedLimits, now)) return 'ended'
  // Nobody waits for it, and if it fails the next use is noted.
  if (session.lastSeenAt < noteBefore(namedLimits, now)) store.note(sessionId, now).catch(() => {})
  return 'live'
}
