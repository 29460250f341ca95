import { randomBytes } from 'node:crypto'
import { AuthError } from '@latchkey/contract'
import { type MintedToken, mintAccess, mintRefresh, mintSliding } from '@latchkey/tokens'
import type { Account } from '../accounts/account.ts'
import { authenticate } from '../accounts/authenticate.ts'
import type { AuditRecord } from '../audit/audit-event.ts'
import type { SessionsEnvironment } from './environment.ts'
import { loginClaims } from './login-claims.ts'
import { outstandingOf } from './outstanding.ts'
import type { Client } from './session.ts'
import { subjectOf } from './token-subject.ts'

const LOOKS = 2

export interface Credentials {
  readonly username: string
  readonly password: string
}

export interface IssuedPair {
  readonly access: string
  readonly refresh: MintedToken
}

/**
 * Begins a session for an account whose right to it has been established, and mints its first pair of tokens. Null if the account's
 * hash has been replaced since: what was checked then no longer holds.
 */
export async function beginSession(
  environment: SessionsEnvironment,
  account: Account,
  { client, profileClaims }: { client: Client; profileClaims: boolean },
): Promise<IssuedPair | null> {
  const { tokens, store, accounts, audit, clock } = environment
  const at = clock()
  const id = randomBytes(16).toString('hex')
  const claims = [
    ...(await loginClaims(environment, account, { profileClaims })),
    ...(environment.namesSession ? ([['sid', id]] as const) : []),
  ]
  const refresh = mintRefresh(tokens, { userId: subjectOf(environment, account), claims, now: at })
  const access = mintAccess(tokens, refresh.claims, at)
  const session = { id, userId: account.id, password: account.password, at, client }
  const event = loginOf(account, { at, client, sessionId: environment.blacklist ? id : null })
  if (!environment.blacklist) await audit.record(event)
  else if (!(await store.begin(session, outstandingOf(refresh, account.id), event))) return null
  if (environment.updateLastLogin) await accounts.store.recordLogin(account.id, at)
  return { access: access.token, refresh }
}

const loginOf = (account: Account, login: { at: Date; client: Client; sessionId: string | null }): AuditRecord => ({
  kind: 'login.succeeded',
  actor: `user:${account.id}`,
  userId: account.id,
  username: account.username,
  ...login,
})

/** A username and a password for a pair of tokens. Throws `no_active_account`. */
export async function obtainPair(
  environment: SessionsEnvironment,
  credentials: Credentials,
  options: { client: Client; profileClaims: boolean },
): Promise<IssuedPair & { account: Account }> {
  // Another login of the same moment may have written an outdated hash anew: then the second look finds that one.
  for (let look = 0; look < LOOKS; look += 1) {
    const account = await authenticate(environment.accounts, credentials, options.client, environment.loginField)
    const pair = await beginSession(environment, account, options)
    if (pair) return { ...pair, account }
  }
  throw new AuthError('no_active_account')
}

/** A username and a password for one sliding token. Throws `no_active_account`. */
export async function obtainSliding(environment: SessionsEnvironment, credentials: Credentials, client: Client): Promise<string> {
  const { tokens, store, accounts, audit, clock, loginField } = environment
  const account = await authenticate(accounts, credentials, client, loginField)
  const at = clock()
  const sliding = mintSliding(tokens, {
    userId: subjectOf(environment, account),
    claims: await loginClaims(environment, account, { profileClaims: false }),
    now: at,
  })
  // Both at once: they share a commit.
  await Promise.all([
    audit.record(loginOf(account, { at, client, sessionId: null })),
    environment.blacklist ? store.record(outstandingOf(sliding, account.id), at) : null,
  ])
  if (environment.updateLastLogin) await accounts.store.recordLogin(account.id, at)
  return sliding.token
}
