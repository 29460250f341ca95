import type { AuditTrail } from '../audit/audit-trail.ts'
import type { AccountStore } from './account-store.ts'
import type { Passwords } from './passwords/passwords.ts'

/** What the rules about accounts stand on. */
export interface AccountsEnvironment {
  readonly store: AccountStore
  readonly passwords: Passwords
  readonly audit: AuditTrail
  readonly clock: () => Date
}
