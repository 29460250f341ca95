import { AuthError } from '@latchkey/contract'
import type { Client } from '../../sessions/session.ts'
import type { Account } from '../account.ts'
import { checkCurrentPassword } from '../check-current-password.ts'
import { normalizeEmail } from '../register.ts'
import { countMail } from './count-mail.ts'
import { type EmailEnvironment, mailerOf } from './email.ts'
import { issueOneTimeToken } from './one-time-token.ts'

/**
 * Mails a link to the new address and tells the old one; the account has its old address until the link is followed. Throws
 * `mail_not_configured`, `throttled`, and `invalid_input` with the field that is wrong. Whether somebody else has the new address is not told.
 */
export async function changeEmail(
  environment: EmailEnvironment,
  account: Account,
  change: { newEmail: string; currentPassword: string; client: Client; sessionId: string | null },
): Promise<void> {
  const mailer = mailerOf(environment)
  if (!environment.accounts.store.keepsEmail) {
    throw new AuthError('invalid_input', { fields: { newEmail: ['Accounts have no e-mail addresses here.'] } })
  }
  const { client, sessionId } = change
  const { id: userId, username } = account
  const event = { kind: 'email.change_requested', actor: `user:${userId}`, userId, username, client, sessionId } as const
  await checkCurrentPassword(environment.accounts, account, change.currentPassword, event)
  const newEmail = normalizeEmail(change.newEmail)
  if (newEmail === account.email) throw new AuthError('invalid_input', { fields: { newEmail: ['This is your address already.'] } })
  await countMail(environment, { to: newEmail, client, userId })
  mailer.post(async () => {
    const link = await issueOneTimeToken(environment, { purpose: 'change_email', account, email: newEmail })
    const mail = { kind: 'email-change', to: newEmail, userId, username, link, newEmail } as const
    return account.email === '' ? [mail] : [mail, { kind: 'email-change-requested', to: account.email, userId, username, newEmail }]
  })
  await environment.accounts.audit.record({ ...event, at: environment.clock() })
}
