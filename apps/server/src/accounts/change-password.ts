import { AuthError } from '@latchkey/contract'
import type { Account } from './account.ts'
import type { AccountsEnvironment } from './accounts.ts'

/** Throws `invalid_input` with the field `currentPassword` if that is not the account's password. */
export async function changePassword(
  { store, passwords }: AccountsEnvironment,
  account: Account,
  change: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { matches } = await passwords.check(change.currentPassword, account.password)
  const to = matches ? await passwords.hash(change.newPassword) : null
  // A hash that changed meanwhile means that the current password is not what it was when it was checked.
  if (to === null || !(await store.replacePassword(account.id, { from: account.password, to }))) {
    throw new AuthError('invalid_input', { fields: { currentPassword: ['This is not your current password.'] } })
  }
}
