import { AuthError } from '@latchkey/contract'
import type { Account } from '../accounts/account.ts'
import type { AccountsEnvironment } from '../accounts/accounts.ts'
import { checkCurrentPassword, WRONG_CURRENT_PASSWORD } from '../accounts/check-current-password.ts'
import { beginningEpoch } from './epoch.ts'
import type { Client } from './session.ts'
import type { SessionStore } from './session-store.ts'

/** What the rules about changed passwords stand on. */
export interface PasswordEnvironment {
  readonly accounts: AccountsEnvironment
  readonly store: SessionStore
  readonly clock: () => Date
}

/**
 * Gives an account another password and ends its other sessions, in one step: a session that somebody else began with the old one
 * must not outlive it. Throws `invalid_input` with the field `currentPassword` if that is not the account's password; `throttled` after too
 * many of those.
 */
export async function changePassword(
  { accounts, store, clock }: PasswordEnvironment,
  account: Account,
  change: { currentPassword: string; newPassword: string; sessionId: string | null; client: Client },
): Promise<void> {
  const { sessionId, client } = change
  const event = { actor: `user:${account.id}`, userId: account.id, username: account.username, client, sessionId } as const
  await checkCurrentPassword(accounts, account, change.currentPassword, { ...event, kind: 'password.change_failed' })
  const to = await accounts.passwords.hash(change.newPassword)
  const isReplaced = await beginningEpoch(clock, (now) =>
    store.replacePassword(account.id, {
      from: account.password,
      to,
      now,
      keepSession: sessionId,
      event: { ...event, kind: 'password.changed' },
    }),
  )
  if (isReplaced) return
  // A hash that changed meanwhile means that the current password is not what it was when it was checked.
  await accounts.audit.record({ ...event, kind: 'password.change_failed', at: clock(), outcome: 'failure' })
  throw new AuthError('invalid_input', WRONG_CURRENT_PASSWORD)
}

/** Gives an account a password without asking for the old one, and ends all its sessions: for the operator. False if it changed meanwhile. */
export async function setPassword({ accounts, store, clock }: PasswordEnvironment, account: Account, password: string): Promise<boolean> {
  const to = await accounts.passwords.hash(password)
  const { id, username, password: from } = account
  const event = { kind: 'password.changed', actor: 'operator', userId: id, username } as const
  return beginningEpoch(clock, (now) => store.replacePassword(id, { from, to, now, keepSession: null, event }))
}
