import type { Client } from '../../sessions/session.ts'
import type { Account } from '../account.ts'
import { countMail } from './count-mail.ts'
import { type EmailEnvironment, mailerOf } from './email.ts'
import type { Mail } from './mailer.ts'
import { issueOneTimeToken } from './one-time-token.ts'
import { isSameAddress } from './same-address.ts'

/** Django's mark of a password that nobody has: such an account signs in elsewhere, and a mailed link must not give it a password. */
const UNUSABLE = '!'

/**
 * Mails a link to every active account that has this address, as Django's `PasswordResetForm` does: to the address that is stored,
 * not to the one that was typed. All of it happens behind the answer, so that neither its words nor its time tell whether there is
 * such an account. Throws `mail_not_configured`, and `throttled` after too many requests.
 */
export async function requestPasswordReset(environment: EmailEnvironment, email: string, client: Client): Promise<void> {
  const { accounts } = environment
  const mailer = mailerOf(environment)
  await countMail(environment, { to: email, client })
  mailer.post(async () => {
    const found = await accounts.store.listByEmail(email)
    const entitled = found.filter((account) => isEntitled(account) && isSameAddress(account.email, email))
    const record = { kind: 'password.reset_requested', actor: 'anonymous', client } as const
    if (entitled.length === 0) await accounts.audit.record({ ...record, at: environment.clock(), outcome: 'failure' })
    return Promise.all(
      entitled.map(async (account) => {
        await accounts.audit.record({ ...record, at: environment.clock(), userId: account.id, username: account.username })
        return passwordResetMail(environment, account)
      }),
    )
  })
}

/** The same for one account, when the operator asks. Throws `mail_not_configured`; false where the account cannot get such a mail. */
export function sendPasswordReset(environment: EmailEnvironment, account: Account): boolean {
  const mailer = mailerOf(environment)
  if (!isEntitled(account) || account.email === '') return false
  mailer.post(async () => {
    const { id: userId, username } = account
    const at = environment.clock()
    await environment.accounts.audit.record({ kind: 'password.reset_requested', actor: 'operator', at, userId, username })
    return [await passwordResetMail(environment, account)]
  })
  return true
}

const isEntitled = ({ isActive, password }: Account): boolean => isActive && !password.startsWith(UNUSABLE)

async function passwordResetMail(environment: EmailEnvironment, account: Account): Promise<Mail> {
  const { id: userId, username, email: to } = account
  const link = await issueOneTimeToken(environment, { purpose: 'reset_password', account, email: to })
  return { kind: 'password-reset', to, userId, username, link }
}
