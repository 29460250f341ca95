import { AuthError } from '@latchkey/contract'
import { type MintedToken, mintAccess, mintRefresh, mintSliding, randomId } from '@latchkey/tokens'
import type { Account } from '../accounts/account.ts'
import { authenticate } from '../accounts/authenticate.ts'
import { beginLogin } from './begin-login.ts'
import type { ExtraClaims, SessionsEnvironment } from './environment.ts'
import { knownAccount } from './known-device.ts'
import { digestClaims, personalClaims } from './login-claims.ts'
import type { Client } from './session.ts'
import { subjectOf } from './token-subject.ts'

const LOOKS = 2

const namesOf = (claims: ExtraClaims): string[] => claims.map(([name]) => name)

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
  const { tokens } = environment
  const id = randomId()
  const personal = await personalClaims(environment, account, { profileClaims })
  const claims = [...digestClaims(environment, account), ...personal, ...(environment.namesSession ? ([['sid', id]] as const) : [])]
  const userId = subjectOf(environment, account)
  const refresh = await beginLogin(environment, account, {
    client,
    sessionId: id,
    unrecorded: namesOf(personal),
    mint: (now) => mintRefresh(tokens, { userId, claims, now }),
  })
  return refresh && { access: mintAccess(tokens, refresh.claims, refresh.at).token, refresh }
}

/** Where a login comes from. */
interface LoginOrigin {
  readonly client: Client
  /** A refresh token that came along, good or bad; null for none. A good one of the same account makes the device a known one. */
  readonly ownToken: string | null
}

/** Checks a username and a password and begins a login with them. Throws `no_active_account` and `throttled`. */
async function logIn<T>(
  environment: SessionsEnvironment,
  credentials: Credentials,
  { client, ownToken }: LoginOrigin,
  begin: (account: Account) => Promise<T | null>,
): Promise<{ account: Account; issued: T }> {
  const { accounts, loginField: field } = environment
  const origin = { client, field, knownTo: await knownAccount(environment, ownToken, credentials.username) }
  // Another login of the same moment may have written an outdated hash anew: then the second look finds that one.
  for (let look = 0; look < LOOKS; look += 1) {
    const account = await authenticate(accounts, credentials, origin)
    const issued = await begin(account)
    if (issued !== null) return { account, issued }
  }
  throw new AuthError('no_active_account')
}

/** A username and a password for a pair of tokens. Throws `no_active_account` and `throttled`. */
export async function obtainPair(
  environment: SessionsEnvironment,
  credentials: Credentials,
  options: LoginOrigin & { profileClaims: boolean },
): Promise<IssuedPair & { account: Account }> {
  const begin = (account: Account) => beginSession(environment, account, options)
  const { account, issued } = await logIn(environment, credentials, options, begin)
  return { ...issued, account }
}

/** A username and a password for one sliding token. Throws `no_active_account` and `throttled`. */
export async function obtainSliding(environment: SessionsEnvironment, credentials: Credentials, origin: LoginOrigin): Promise<string> {
  const { client } = origin
  const begin = async (account: Account) => {
    const userId = subjectOf(environment, account)
    const personal = await personalClaims(environment, account, { profileClaims: false })
    const claims = [...digestClaims(environment, account), ...personal]
    const mint = (now: Date) => mintSliding(environment.tokens, { userId, claims, now })
    return beginLogin(environment, account, { client, sessionId: null, unrecorded: namesOf(personal), mint })
  }
  const { issued } = await logIn(environment, credentials, origin, begin)
  return issued.token
}
