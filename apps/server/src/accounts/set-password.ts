import type { Account } from './account.ts'
import type { AccountsEnvironment } from './accounts.ts'

/** Gives an account a new password without asking for the old one: for the operator. False if somebody else changed it meanwhile. */
export async function setPassword({ store, passwords }: AccountsEnvironment, account: Account, password: string): Promise<boolean> {
  return store.replacePassword(account.id, { from: account.password, to: await passwords.hash(password) })
}
