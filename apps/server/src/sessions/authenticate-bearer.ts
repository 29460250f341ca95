import { AuthError, type TokenRefusal } from '@latchkey/contract'
import type { Claims } from '@latchkey/tokens'
import type { Identity } from '../accounts/account.ts'
import { type BearerClass, BearerRefused } from './bearer-refused.ts'
import type { SessionsEnvironment } from './environment.ts'
import { issuedAt } from './epoch.ts'
import { passwordDigest } from './login-claims.ts'
import { sessionIdOf } from './named-session.ts'
import { check, decode, readRecordedToken } from './read-token.ts'
import { useSession } from './session-state.ts'
import { findSubject } from './token-subject.ts'

/** Who bears an accepted token. */
export interface Bearer {
  readonly account: Identity
  /** The session that the token names (`sid`), or null. */
  readonly sessionId: string | null
}

/**
 * Whose token this is (`JWTAuthentication`). Throws `BearerRefused` where no accepted class takes the token or its session has
 * ended; `token_not_valid` (`no_user_id`), `user_not_found`, `user_inactive` or `password_changed` where the user is the matter.
 */
export async function authenticateBearer(environment: SessionsEnvironment, token: string): Promise<Bearer> {
  const { claims, tokenClass } = await readBearer(environment, token)
  const subject = claims.get(environment.tokens.userIdClaim)
  if (subject === undefined) throw new AuthError('token_not_valid', { reason: 'no_user_id' })
  const account = await findSubject(environment, subject)
  if (!account) throw new AuthError('user_not_found')
  if (environment.checkUserIsActive && !account.isActive) throw new AuthError('user_inactive')
  const sessionId = sessionIdOf(claims)
  const state = sessionId === null ? 'unknown' : await useSession(environment, sessionId, account.id)
  if (state === 'ended') throw new BearerRefused([{ tokenClass, reason: 'blacklisted' }])
  // A token of a live session ends with it; a new password, or the end of all logins, ends the others.
  if (state === 'unknown') {
    const { revokeClaim } = environment
    if (revokeClaim !== null && claims.get(revokeClaim) !== passwordDigest(account)) throw new AuthError('password_changed')
    if (issuedAt(claims) < account.epoch) throw new BearerRefused([{ tokenClass, reason: 'blacklisted' }])
  }
  return { account, sessionId }
}

async function readBearer(environment: SessionsEnvironment, token: string): Promise<{ claims: Claims; tokenClass: BearerClass }> {
  const attempts: { tokenClass: BearerClass; reason: TokenRefusal }[] = []
  for (const tokenClass of environment.bearerClasses) {
    try {
      return { claims: await READERS[tokenClass](environment, token), tokenClass }
    } catch (error) {
      if (!(error instanceof AuthError)) throw error
      attempts.push({ tokenClass, reason: error.reason ?? 'invalid' })
    }
  }
  throw new BearerRefused(attempts)
}

const READERS: Record<BearerClass, (environment: SessionsEnvironment, token: string) => Claims | Promise<Claims>> = {
  AccessToken: (environment, token) => {
    const claims = decode(environment, token)
    check(environment, claims, 'access')
    return claims
  },
  SlidingToken: (environment, token) => readRecordedToken(environment, token, 'sliding'),
}
