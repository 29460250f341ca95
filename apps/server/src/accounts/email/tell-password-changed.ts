import type { Account } from '../account.ts'
import type { EmailEnvironment } from './email.ts'

/** Tells an account's address that its password is another one, where mail is configured and there is an address: it may have been a thief. */
export function tellPasswordChanged({ mailer }: EmailEnvironment, { id: userId, username, email: to }: Account): void {
  if (to !== '') mailer?.post(async () => [{ kind: 'password-changed', to, userId, username }])
}
