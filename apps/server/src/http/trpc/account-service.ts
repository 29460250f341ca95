import type { AccountService, Principal } from '@latchkey/contract/router'
import type { Account } from '../../accounts/account.ts'
import { deleteOwnAccount } from '../../accounts/delete-account.ts'
import { changeEmail } from '../../accounts/email/change-email.ts'
import type { EmailEnvironment } from '../../accounts/email/email.ts'
import { requestPasswordReset } from '../../accounts/email/request-password-reset.ts'
import { tellPasswordChanged } from '../../accounts/email/tell-password-changed.ts'
import { requestEmailVerification, verifyEmail } from '../../accounts/email/verify-email.ts'
import { exportAccount } from '../../accounts/export-account.ts'
import { checkNewPassword } from '../../accounts/password-policy/password-policy.ts'
import type { AuditStore } from '../../audit/audit-trail.ts'
import type { SessionsEnvironment } from '../../sessions/environment.ts'
import { changePassword } from '../../sessions/password.ts'
import { resetPassword } from '../../sessions/reset-password.ts'
import { toExport } from './account-reply.ts'
import { sentFields } from './sent-fields.ts'

/** What an account's owner may do to it. */
export function createAccountService(
  environment: SessionsEnvironment,
  email: EmailEnvironment,
  { current, audit }: { current: (principal: Principal) => Promise<Account>; audit: AuditStore },
): AccountService {
  const { accounts } = environment
  return {
    profile: ({ userId }) => accounts.store.profileOf(userId),
    updateProfile: ({ userId }, update) => accounts.store.updateProfile(userId, sentFields(update)),
    changePassword: async (principal, change, client) => {
      const account = await current(principal)
      checkNewPassword(accounts.passwordPolicy, change.newPassword, account, 'newPassword')
      await changePassword(environment, account, { ...change, sessionId: principal.sessionId, client })
      tellPasswordChanged(email, account)
    },
    requestPasswordReset: async (request, client) => requestPasswordReset(email, request.email, client),
    resetPassword: (reset, client) => resetPassword(environment, email, { ...reset, client }),
    requestEmailVerification: async (principal, client) =>
      requestEmailVerification(email, await current(principal), { client, sessionId: principal.sessionId }),
    verifyEmail: async ({ token }, client) => ({ email: await verifyEmail(email, token, client) }),
    changeEmail: async (principal, change, client) =>
      changeEmail(email, await current(principal), { ...change, client, sessionId: principal.sessionId }),
    export: async (principal, client) => {
      const { sessionId } = principal
      const data = await exportAccount({ accounts, store: environment.store, audit }, await current(principal), { client, sessionId })
      return toExport(data, { askingId: sessionId, now: environment.clock() })
    },
    delete: async (principal, deletion, client) => deleteOwnAccount(accounts, await current(principal), { ...deletion, client }),
  }
}
