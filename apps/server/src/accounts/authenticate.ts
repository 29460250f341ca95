import { AuthError } from '@latchkey/contract'
import { guess, recordWithLimits } from '../limits/guess.ts'
import type { Attempt } from '../limits/limits.ts'
import type { Client } from '../sessions/session.ts'
import type { Account } from './account.ts'
import type { LoginField } from './account-store.ts'
import type { AccountsEnvironment } from './accounts.ts'
import type { PasswordVerdict } from './passwords/passwords.ts'

interface Credentials {
  readonly username: string
  readonly password: string
}

/** Where a login comes from. */
export interface Origin {
  readonly client: Client
  /** The account whose own valid session or refresh token came along, if it is the one that the login names. */
  readonly knownTo: number | null
  /** What the login name is; else the store's own. */
  readonly field?: LoginField
}

/**
 * The account that a login name and a password open. Throws `no_active_account` alike, and after the same work, for an unknown
 * name, a wrong password and an inactive account (`ModelBackend.authenticate` of Django). An outdated hash is written anew.
 * Throws `throttled` before any of that work, if there were too many wrong ones.
 */
export async function authenticate(environment: AccountsEnvironment, credentials: Credentials, origin: Origin): Promise<Account> {
  const { store, passwords, limits } = environment
  const { username: name, password } = credentials
  const { account, isOutdated } = await guess(limits, { name, ...origin }, async (attempt) => {
    const account = await store.findByLogin(name, origin.field)
    // An inactive account is looked at like an unknown one: its right password must not answer sooner than a wrong one.
    const { matches, isOutdated } = await checkCounted(environment, attempt, password, account?.isActive ? account.password : null)
    if (!account || !matches) return refuse(environment, attempt, account, origin.client)
    await attempt.takeBack()
    return { account, isOutdated }
  })
  if (!isOutdated) return account
  const hash = await passwords.hash(password)
  const replaced = await store.replacePassword(account.id, { from: account.password, to: hash })
  return replaced ? { ...account, password: hash } : account
}

/** Checks a password whose attempt has been counted; one that could not be checked at all is not counted. */
export async function checkCounted(
  { passwords }: Pick<AccountsEnvironment, 'passwords'>,
  attempt: Attempt,
  password: string,
  encoded: string | null,
): Promise<PasswordVerdict> {
  try {
    return await passwords.check(password, encoded)
  } catch (error) {
    await attempt.takeBack()
    throw error
  }
}

async function refuse({ audit, clock }: AccountsEnvironment, attempt: Attempt, account: Account | null, client: Client): Promise<never> {
  const reason = account === null ? 'unknown_name' : account.isActive ? 'wrong_password' : 'inactive'
  // An unknown name is not kept: people type passwords into the wrong field.
  const subject = account && { userId: account.id, username: account.username }
  await recordWithLimits(audit, attempt, {
    kind: 'login.failed',
    at: clock(),
    actor: 'anonymous',
    ...subject,
    client,
    outcome: 'failure',
    details: { reason },
  })
  throw new AuthError('no_active_account')
}
