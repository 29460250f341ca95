import { AuthError } from '@latchkey/contract'
import { blacklist } from './blacklist.ts'
import type { SessionsEnvironment } from './environment.ts'
import { logoutOf } from './logout-event.ts'
import { sessionIdOf } from './named-session.ts'
import { check, decode } from './read-token.ts'
import type { Client } from './session.ts'
import { findSubject, isTruthy } from './token-subject.ts'

/**
 * Ends the login that a refresh token belongs to, wherever in its family the token stands: a reply that was lost must not keep a
 * session alive. A token that is dead or was never good is no error; its bearer is logged out.
 */
export async function logout(environment: SessionsEnvironment, token: string, client: Client): Promise<void> {
  try {
    const claims = decode(environment, token)
    check(environment, claims, 'refresh')
    const sid = sessionIdOf(claims)
    const subject = claims.get(environment.tokens.userIdClaim)
    const account = sid !== null && isTruthy(subject) ? await findSubject(environment, subject) : null
    if (sid === null || !account) return await blacklist(environment, token, client)
    const at = environment.clock()
    const ended = await environment.store.end(sid, { userId: account.id, at, reason: 'logout' })
    if (ended) await environment.audit.record(logoutOf(account, { at, client, sessionId: sid }))
  } catch (error) {
    if (!(error instanceof AuthError && error.code === 'token_not_valid')) throw error
  }
}
