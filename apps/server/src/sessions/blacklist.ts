import type { SessionsEnvironment } from './environment.ts'
import { rulesFor } from './named-session.ts'
import { presentedToken } from './outstanding.ts'
import { blacklisted, readRecordedToken } from './read-token.ts'
import { findSubject, isTruthy } from './token-subject.ts'

/** Spends a refresh token for good and ends its session. Throws `token_not_valid`, also for one that was spent before. */
export async function blacklist(mount: SessionsEnvironment, token: string): Promise<void> {
  const claims = await readRecordedToken(mount, token, 'refresh')
  const environment = rulesFor(mount, claims)
  if (!environment.blacklist) return
  const subject = claims.get(environment.tokens.userIdClaim)
  const account = isTruthy(subject) ? await findSubject(environment, subject) : null
  const spent = await environment.store.blacklist(
    presentedToken(environment, { token, claims, userId: account?.id ?? null }),
    environment.clock(),
  )
  if (!spent) throw blacklisted()
}
