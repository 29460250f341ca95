import { checkSlidingRefresh, refreshSliding as extend } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'
import { issuedAt } from './epoch.ts'
import { blacklisted, readRecordedToken, refusing } from './read-token.ts'
import { findSubject, isTruthy } from './token-subject.ts'

/** A sliding token with a new `exp`, as long as its `refresh_exp` has not passed. Throws `token_not_valid`. */
export async function refreshSliding(environment: SessionsEnvironment, token: string): Promise<string> {
  const { tokens, clock } = environment
  const claims = await readRecordedToken(environment, token, 'sliding')
  refusing(() => checkSlidingRefresh(tokens, claims, clock()))
  // SimpleJWT asks nothing of the user here; but what was ended must not be made young again.
  const subject = claims.get(tokens.userIdClaim)
  const account = isTruthy(subject) ? await findSubject(environment, subject) : null
  if (account && issuedAt(claims) < account.epoch) throw blacklisted()
  return extend(tokens, claims, clock()).token
}
