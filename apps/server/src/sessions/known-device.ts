import { AuthError } from '@latchkey/contract'
import type { SessionsEnvironment } from './environment.ts'
import { issuedAt } from './epoch.ts'
import { sessionIdOf } from './named-session.ts'
import { readRecordedToken } from './read-token.ts'
import { stateOf } from './session-state.ts'
import { findSubject, isTruthy } from './token-subject.ts'

/** The id of the account of that login name, if the refresh token that came along is a good one of it: then its own device asks. */
export async function knownAccount(environment: SessionsEnvironment, token: string | null, name: string): Promise<number | null> {
  if (token === null) return null
  try {
    const claims = await readRecordedToken(environment, token, 'refresh')
    const subject = claims.get(environment.tokens.userIdClaim)
    const bearer = isTruthy(subject) ? await findSubject(environment, subject) : null
    const sid = sessionIdOf(claims)
    if (!bearer?.isActive || issuedAt(claims) < bearer.epoch) return null
    if (sid !== null && (await stateOf(environment, sid, bearer.id)) !== 'live') return null
    const named = await environment.accounts.store.findByLogin(name, environment.loginField)
    return named?.id === bearer.id ? bearer.id : null
  } catch (error) {
    if (error instanceof AuthError) return null
    throw error
  }
}
