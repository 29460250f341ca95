import type { AuditTrail } from '../audit/audit-trail.ts'
import type { Limits } from '../limits/limits.ts'
import type { AccountStore } from './account-store.ts'
import type { PasswordPolicy } from './password-policy/password-policy.ts'
import type { Passwords } from './passwords/passwords.ts'

/** What the rules about accounts stand on. */
export interface AccountsEnvironment {
  readonly store: AccountStore
  readonly passwords: Passwords
  /** What new passwords keep to wherever a door or a command asks for it. */
  readonly passwordPolicy: PasswordPolicy
  readonly audit: AuditTrail
  readonly limits: Limits
  readonly clock: () => Date
}
