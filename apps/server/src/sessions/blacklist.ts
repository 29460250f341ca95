import type { SessionsEnvironment } from './environment.ts'
import { logoutOf } from './logout-event.ts'
import { rulesFor, sessionIdOf } from './named-session.ts'
import { presentedToken } from './outstanding.ts'
import { blacklisted, readRecordedToken } from './read-token.ts'
import type { Client } from './session.ts'
import { findSubject, isTruthy } from './token-subject.ts'

/** Spends a refresh token for good and ends its session: a logout. Throws `token_not_valid`, also for one that was spent before. */
export async function blacklist(mount: SessionsEnvironment, token: string, client: Client): Promise<void> {
  const claims = await readRecordedToken(mount, token, 'refresh')
  const environment = rulesFor(mount, claims)
  if (!environment.blacklist) return
  const subject = claims.get(environment.tokens.userIdClaim)
  const account = isTruthy(subject) ? await findSubject(environment, subject) : null
  const at = environment.clock()
  const userId = account?.id ?? null
  if (!(await environment.store.blacklist(presentedToken(environment, { token, claims, userId }), at))) throw blacklisted()
  await environment.audit.record(logoutOf(account, { at, client, sessionId: sessionIdOf(claims) }))
}
