import { AuthError } from '@latchkey/contract'
import type { Client } from '../../sessions/session.ts'
import type { Account } from '../account.ts'
import { countMail } from './count-mail.ts'
import { type EmailEnvironment, mailerOf } from './email.ts'
import { issueOneTimeToken, readOneTimeToken } from './one-time-token.ts'

/**
 * Mails the account a link that verifies its address; nothing where that is verified. Throws `mail_not_configured`,
 * `throttled` after too many requests, and `invalid_input` with the field `email` for an account without an address.
 */
export async function requestEmailVerification(
  environment: EmailEnvironment,
  account: Account,
  { client, sessionId }: { client: Client; sessionId: string | null },
): Promise<void> {
  const mailer = mailerOf(environment)
  const { id: userId, username, email: to } = account
  if (to === '') throw new AuthError('invalid_input', { fields: { email: ['This account has no e-mail address.'] } })
  if ((await environment.accounts.store.profileOf(userId)).verified) return
  await countMail(environment, { to, client, userId })
  mailer.post(async () => {
    const link = await issueOneTimeToken(environment, { purpose: 'verify_email', account, email: to })
    return [{ kind: 'email-verification', to, userId, username, link }]
  })
  const at = environment.clock()
  const actor = `user:${userId}` as const
  await environment.accounts.audit.record({ kind: 'email.verification_requested', at, actor, userId, username, client, sessionId })
}

/**
 * Spends the token of a mailed link: its address is the account's, and verified. An address that this replaces is told. Returns the
 * address; throws `one_time_token_not_valid`.
 */
export async function verifyEmail(environment: EmailEnvironment, mailed: string, client: Client): Promise<string> {
  const { token, account } = await readOneTimeToken(environment, mailed, ['verify_email', 'change_email'])
  if (!(await environment.oneTimeTokens.confirmEmail(token, account))) throw new AuthError('one_time_token_not_valid')
  const { id: userId, username } = account
  const isChange = token.purpose === 'change_email'
  if (isChange && account.email !== '') {
    environment.mailer?.post(async () => [{ kind: 'email-changed', to: account.email, userId, username, newEmail: token.email }])
  }
  const kind = isChange ? 'email.changed' : 'email.verified'
  await environment.accounts.audit.record({ kind, at: environment.clock(), actor: `user:${userId}`, userId, username, client })
  return token.email
}
