import { AuthError } from '@latchkey/contract'
import { type Claims, type MintedToken, mintAccess, rotateRefresh } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'
import { issuedAt } from './epoch.ts'
import { rulesFor, sessionIdOf } from './named-session.ts'
import { outstandingOf, presentedToken } from './outstanding.ts'
import { blacklisted, check, decode, expired, isSpent } from './read-token.ts'
import type { Client } from './session.ts'
import { isOfAnother, noteUse, stateOf } from './session-state.ts'
import { findSubject, isTruthy } from './token-subject.ts'

export interface Refreshed {
  readonly access: string
  /** Null where the mount does not rotate: the presented token stays good. */
  readonly refresh: MintedToken | null
}

/**
 * A refresh token for a new access token and, where the mount rotates, for its successor. Throws `token_not_valid`.
 *
 * Presented again, a spent token gets the same successor within its grace, and otherwise ends its session, if so configured.
 */
export async function refresh(mount: SessionsEnvironment, token: string, client: Client): Promise<Refreshed> {
  const claims = decode(mount, token)
  const environment = rulesFor(mount, claims)
  if (!mayBePresentedAgain(environment) && (await isSpent(environment, claims))) throw blacklisted()
  check(environment, claims, 'refresh')
  const userId = await activeSubject(environment, claims)
  if (environment.rotate) return rotate(environment, { token, claims, userId, client })
  if (environment.blacklist) await noteUse(environment, claims)
  return { access: mintAccess(environment.tokens, claims, environment.clock()).token, refresh: null }
}

/** Where spent tokens mean something, the rotation itself finds out about them, in the same atomic step. */
const mayBePresentedAgain = ({ rotate, blacklist, blacklistAfterRotation, refreshGrace, reuseEndsSession }: SessionsEnvironment) =>
  rotate && blacklist && blacklistAfterRotation && (refreshGrace > 0 || reuseEndsSession)

/** The user's id; null for a token that names nobody, which SimpleJWT lets pass. */
async function activeSubject(environment: SessionsEnvironment, claims: Claims): Promise<number | null> {
  const subject = claims.get(environment.tokens.userIdClaim)
  if (!isTruthy(subject)) return null
  const account = await findSubject(environment, subject)
  if (!account || (environment.checkUserIsActive && !account.isActive)) {
    throw new AuthError('token_not_valid', { reason: 'no_active_account' })
  }
  const sid = sessionIdOf(claims)
  if (sid !== null && (await isOfAnother(environment, sid, account.id))) throw blacklisted()
  // The session that ended all others outlives the epoch, and its refresh token is from before it.
  if (issuedAt(claims) < account.epoch && (sid === null || (await stateOf(environment, sid)) !== 'live')) throw blacklisted()
  return account.id
}

async function rotate(
  environment: SessionsEnvironment,
  presented: { token: string; claims: Claims; userId: number | null; client: Client },
): Promise<Refreshed> {
  const { tokens, store, audit, clock } = environment
  const now = clock()
  let successor = rotateRefresh(tokens, presented.claims, { now })
  // Made from the presented token, whose `iat` dialect 5.2 copies; and before the wait, while what signs is at hand.
  const access = mintAccess(tokens, presented.claims, now).token
  if (!environment.blacklist) return { access, refresh: successor }
  const attempt = () =>
    store.rotate({
      parent: presentedToken(environment, presented),
      successor: outstandingOf(successor, presented.userId),
      at: now,
      client: presented.client,
      blacklistParent: environment.blacklistAfterRotation,
      grace: environment.refreshGrace,
      reuseEndsSession: environment.reuseEndsSession,
      limits: environment.limits,
    })
  let outcome = await attempt()
  if (outcome.kind === 'too_long') {
    // Its session comes to an end before the usual life of a token.
    successor = rotateRefresh(tokens, presented.claims, { now, from: { ...successor, expiresAt: outcome.expiresAt } })
    outcome = await attempt()
  }
  if (outcome.kind === 'over') throw expired()
  if (outcome.kind === 'spent') {
    const { userId, client } = presented
    const { endedSession: sessionId } = outcome
    if (sessionId !== null) {
      await audit.record({ kind: 'refresh.reused', at: now, actor: 'anonymous', userId, client, sessionId, outcome: 'failure' })
    }
    throw blacklisted()
  }
  const minted = outcome.kind === 'repeated' ? rotateRefresh(tokens, presented.claims, { now, from: outcome.successor }) : successor
  // The next thing that its bearer does with it is to present it.
  environment.openTokens.remember(minted, tokens)
  return { access, refresh: minted }
}
