import { AuthError } from '@latchkey/contract'
import type { AuditRecord } from '../audit/audit-event.ts'
import { epochAfter, epochBegun } from '../sessions/epoch.ts'
import type { Client } from '../sessions/session.ts'
import type { Account } from './account.ts'
import type { AccountRemoval } from './account-store.ts'
import type { AccountsEnvironment } from './accounts.ts'
import { checkCurrentPassword, WRONG_CURRENT_PASSWORD } from './check-current-password.ts'

/** The trail keeps the number alone: nothing of the person outlives the account. */
const eventOf = (id: number, actor: AuditRecord['actor'], at: Date): AuditRecord => ({ kind: 'account.deleted', at, actor, userId: id })

/**
 * Deletes the account of whoever asks, with its profile, sessions and tokens. Throws `invalid_input` with the field `currentPassword`
 * for a wrong password, `throttled` after too many of those, `last_superuser` where nobody would be left to manage the others, and `account_in_use` where other tables of
 * the database still refer to it.
 */
export async function deleteOwnAccount(
  environment: AccountsEnvironment,
  account: Account,
  { currentPassword, client }: { currentPassword: string; client: Client },
): Promise<void> {
  const { id: userId, username } = account
  const event = { kind: 'account.deleted', actor: `user:${userId}`, userId, username, client } as const
  await checkCurrentPassword(environment, account, currentPassword, event)
  await remove(environment, account.id, {
    password: account.password,
    mayBeLastSuperuser: false,
    event: eventOf(account.id, `user:${account.id}`, environment.clock()),
  })
}

/** Deletes any account, also the last superuser's: for the operator, who can make another. Throws `account_in_use`. */
export const deleteAccount = (environment: AccountsEnvironment, { id }: Account): Promise<void> =>
  remove(environment, id, { mayBeLastSuperuser: true, event: eventOf(id, 'operator', environment.clock()) })

/** Where tokens name their user, a later bearer of the name must be younger than all of them: hence the wait. */
async function remove({ store, clock }: AccountsEnvironment, id: number, removal: AccountRemoval): Promise<void> {
  const outcome = await store.remove(id, removal)
  const now = clock()
  await epochBegun(epochAfter(now), now)
  if (outcome === 'last_superuser') throw new AuthError('last_superuser')
  if (outcome === 'in_use') throw new AuthError('account_in_use')
  // A hash that changed meanwhile means that the current password is not what it was when it was checked.
  if (outcome === 'changed') throw new AuthError('invalid_input', WRONG_CURRENT_PASSWORD)
  if (outcome === 'gone') throw new AuthError('user_not_found')
}
