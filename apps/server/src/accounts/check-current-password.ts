import { AuthError } from '@latchkey/contract'
import type { AuditRecord } from '../audit/audit-event.ts'
import { guess, recordWithLimits } from '../limits/guess.ts'
import type { Client } from '../sessions/session.ts'
import type { Account } from './account.ts'
import type { AccountsEnvironment } from './accounts.ts'
import { checkCounted } from './authenticate.ts'

export const WRONG_CURRENT_PASSWORD = { fields: { currentPassword: ['This is not your current password.'] } }

/**
 * Makes sure that whoever is signed in knows the account's password, too; a wrong one is counted, and recorded as the failure of
 * `event`. Throws `invalid_input` with the field `currentPassword`; `throttled` after too many of those.
 */
export async function checkCurrentPassword(
  environment: AccountsEnvironment,
  account: Account,
  currentPassword: string,
  event: Omit<AuditRecord, 'at' | 'outcome'> & { readonly client: Client },
): Promise<void> {
  const { limits, audit, store, clock } = environment
  const { client } = event
  await guess(limits, { name: account[store.loginField], client, knownTo: account.id }, async (attempt) => {
    const { matches } = await checkCounted(environment, attempt, currentPassword, account.password)
    if (matches) return attempt.takeBack()
    await recordWithLimits(audit, attempt, { ...event, at: clock(), outcome: 'failure' })
    throw new AuthError('invalid_input', WRONG_CURRENT_PASSWORD)
  })
}
