import type { UserSort } from '@latchkey/contract'
import type { Account, Profile } from '../accounts/account.ts'
import type { NewAccount } from '../accounts/account-store.ts'
import type { AuditRecord } from '../audit/audit-event.ts'
import type { Ending } from '../sessions/session-store.ts'
import type { Rights } from './rights.ts'

export interface UserQuery {
  /** Part of the username, the e-mail address or the full name, in any case; blank for all. */
  readonly search: string
  readonly isActive?: boolean | undefined
  readonly isStaff?: boolean | undefined
  readonly sort: UserSort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

export interface ListedUser {
  readonly account: Account
  readonly profile: Profile
}

/** Fields that are left out stay as they are. */
export interface UserChange {
  readonly account?: Partial<Pick<Account, 'email' | 'isActive' | 'isStaff' | 'isSuperuser' | 'password'>>
  readonly profile?: Partial<Profile>
  /** Ends all logins of the account, as `SessionStore.endAll` does. */
  readonly endLogins?: Pick<Ending, 'now' | 'reason'>
}

/** What somebody does to an account: whether they may, and what the audit trail then tells of it, in the same unit. */
export interface Act {
  readonly actorId: number
  /** Looks at the rights of both as they are when the change is written (null: no such account, or none yet); throws to refuse it. */
  check(actor: Rights | null, user: Rights | null): void
  event(user: Pick<Account, 'id' | 'username'>): AuditRecord
}

/** Accounts, as staff see and change them. Each method is one atomic unit that resolves after its commit. */
export interface UserStore {
  /** `total` counts all that match, on whatever page. */
  list(query: UserQuery): Promise<{ users: readonly ListedUser[]; total: number }>
  /** Null if the username is taken. */
  create(account: NewAccount, act: Act): Promise<number | null>
  /** False if there is no such account. */
  change(userId: number, change: UserChange, act: Act): Promise<boolean>
}
