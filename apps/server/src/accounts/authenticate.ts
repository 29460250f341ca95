import { AuthError } from '@latchkey/contract'
import type { Account } from './account.ts'
import type { AccountsEnvironment } from './accounts.ts'

/**
 * The account that a username and a password open. Throws `no_active_account` alike, and after the same work, for an unknown
 * name, a wrong password and an inactive account (`ModelBackend.authenticate` of Django). An outdated hash is written anew.
 */
export async function authenticate(
  { store, passwords }: AccountsEnvironment,
  credentials: { username: string; password: string },
): Promise<Account> {
  const account = await store.findByUsername(credentials.username)
  // An inactive account is looked at like an unknown one: its right password must not answer sooner than a wrong one.
  const verdict = await passwords.check(credentials.password, account?.isActive ? account.password : null)
  if (!account || !verdict.matches) throw new AuthError('no_active_account')
  if (!verdict.isOutdated) return account
  const password = await passwords.hash(credentials.password)
  const replaced = await store.replacePassword(account.id, { from: account.password, to: password })
  return replaced ? { ...account, password } : account
}
