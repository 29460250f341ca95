import { AuthError } from '@latchkey/contract'
import type { EmailEnvironment } from '../accounts/email/email.ts'
import { readOneTimeToken } from '../accounts/email/one-time-token.ts'
import { tellPasswordChanged } from '../accounts/email/tell-password-changed.ts'
import { checkNewPassword } from '../accounts/password-policy/password-policy.ts'
import { beginningEpoch } from './epoch.ts'
import type { PasswordEnvironment } from './password.ts'
import type { Client } from './session.ts'

/**
 * Spends the token of a mailed link and gives its account a new password; every session ends, and nobody is signed in. Throws
 * `one_time_token_not_valid`, and `invalid_input` with the field `newPassword`; then the token is still good.
 */
export async function resetPassword(
  { accounts, store, clock }: PasswordEnvironment,
  email: EmailEnvironment,
  reset: { token: string; newPassword: string; client: Client },
): Promise<void> {
  const { token, account } = await readOneTimeToken(email, reset.token, ['reset_password'])
  checkNewPassword(accounts.passwordPolicy, reset.newPassword, account, 'newPassword')
  const to = await accounts.passwords.hash(reset.newPassword)
  const { id: userId, username } = account
  const isReset = await beginningEpoch(clock, (now) =>
    store.replacePassword(userId, {
      from: account.password,
      to,
      now,
      keepSession: null,
      oneTimeToken: token.digest,
      event: { kind: 'password.reset', actor: `user:${userId}`, userId, username, client: reset.client },
    }),
  )
  if (!isReset) throw new AuthError('one_time_token_not_valid')
  tellPasswordChanged(email, account)
}
