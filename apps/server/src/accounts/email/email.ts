import { AuthError } from '@latchkey/contract'
import type { AccountsEnvironment } from '../accounts.ts'
import type { Mailer } from './mailer.ts'
import type { OneTimeTokenStore, Purpose } from './one-time-token-store.ts'

/** What the rules about e-mail addresses stand on. */
export interface EmailEnvironment {
  readonly accounts: AccountsEnvironment
  readonly oneTimeTokens: OneTimeTokenStore
  /** Seconds for which a mailed link is good. */
  readonly lifetimes: Readonly<Record<Purpose, number>>
  /** Null where no mail is configured. */
  readonly mailer: Mailer | null
  readonly clock: () => Date
}

/** Throws `mail_not_configured`. */
export function mailerOf({ mailer }: EmailEnvironment): Mailer {
  if (!mailer) throw new AuthError('mail_not_configured')
  return mailer
}
