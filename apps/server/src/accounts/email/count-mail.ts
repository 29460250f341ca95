import { recordReached } from '../../limits/guess.ts'
import { nameSubject, networkSubject } from '../../limits/subject.ts'
import type { Client } from '../../sessions/session.ts'
import type { EmailEnvironment } from './email.ts'

/**
 * Counts a request for a mail before anything is done about it: with the address that it names, whether an account has it or not, with
 * the client's own, and with the account that asks, if one does. Throws `throttled`.
 */
export async function countMail(
  { accounts, clock }: EmailEnvironment,
  { to, client, userId = null }: { to: string; client: Client; userId?: number | null },
): Promise<void> {
  const claims = [
    { limit: 'mail_account', subject: nameSubject(to) },
    { limit: 'mail_address', subject: networkSubject(client.ip) },
    ...(userId === null ? [] : [{ limit: 'mail_account', subject: `account ${userId}` } as const]),
  ] as const
  const actor = userId === null ? 'anonymous' : (`user:${userId}` as const)
  await accounts.limits.attempt(claims, (attempt) => recordReached(accounts.audit, attempt, { at: clock(), actor, client, userId }))
}
