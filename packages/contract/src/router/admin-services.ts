import type { AuditList, AuditPage } from '../audit.ts'
import type { Statistics, StatisticsQuery } from '../statistics.ts'
import type { NewUser, UserActivity, UserDetails, UserId, UserList, UserPage, UserPassword, UserUpdate } from '../users.ts'
import type { ClientInfo, Principal } from './services.ts'

/**
 * What staff do to accounts. Every change throws `permission_denied` where the caller's rights, as they are when it is written, do not reach:
 * only superusers touch superusers and give rights. `own_account` for taking away one's own; `no_such_user` for an unknown id.
 */
export interface UserService {
  list(page: UserPage): Promise<UserList>
  get(principal: Principal, id: number): Promise<UserDetails>
  create(principal: Principal, user: NewUser, client: ClientInfo): Promise<UserDetails>
  update(principal: Principal, update: UserUpdate, client: ClientInfo): Promise<UserDetails>
  /** Deactivating ends the account's sessions. */
  setActive(principal: Principal, change: UserActivity, client: ClientInfo): Promise<UserDetails>
  /** Ends the account's sessions. */
  setPassword(principal: Principal, change: UserPassword, client: ClientInfo): Promise<void>
  /** Logs the account out everywhere. */
  revokeSessions(principal: Principal, user: UserId, client: ClientInfo): Promise<void>
}

export interface AuditService {
  list(page: AuditPage): Promise<AuditList>
}

export interface AdminService {
  readonly users: UserService
  readonly audit: AuditService
  statistics(query: StatisticsQuery): Promise<Statistics>
}
