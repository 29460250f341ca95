import { AuthError } from '@latchkey/contract'
import type { Client } from '../sessions/session.ts'
import type { Account } from './account.ts'
import type { LoginField } from './account-store.ts'
import type { AccountsEnvironment } from './accounts.ts'

/**
 * The account that a login name and a password open. Throws `no_active_account` alike, and after the same work, for an unknown
 * name, a wrong password and an inactive account (`ModelBackend.authenticate` of Django). An outdated hash is written anew.
 */
export async function authenticate(
  { store, passwords, audit, clock }: AccountsEnvironment,
  credentials: { username: string; password: string },
  client: Client,
  field: LoginField = store.loginField,
): Promise<Account> {
  const account = await store.findByLogin(credentials.username, field)
  // An inactive account is looked at like an unknown one: its right password must not answer sooner than a wrong one.
  const verdict = await passwords.check(credentials.password, account?.isActive ? account.password : null)
  if (!account || !verdict.matches) {
    const reason = account === null ? 'unknown_name' : account.isActive ? 'wrong_password' : 'inactive'
    // An unknown name is not kept: people type passwords into the wrong field.
    const subject = account && { userId: account.id, username: account.username }
    await audit.record({
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
  if (!verdict.isOutdated) return account
  const password = await passwords.hash(credentials.password)
  const replaced = await store.replacePassword(account.id, { from: account.password, to: password })
  return replaced ? { ...account, password } : account
}
