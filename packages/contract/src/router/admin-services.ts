import type { NewUser, UserActivity, UserDetails, UserId, UserList, UserPage, UserPassword, UserUpdate } from '../users.ts'
import type { Principal } from './services.ts'

/**
 * What staff do to accounts. Every change throws `permission_denied` where the caller's rights, as they are when it is written, do not reach:
 * only superusers touch superusers and give rights. `own_account` for taking away one's own; `no_such_user` for an unknown id.
 */
export interface UserService {
  list(page: UserPage): Promise<UserList>
  get(principal: Principal, id: number): Promise<UserDetails>
  create(principal: Principal, user: NewUser): Promise<UserDetails>
  update(principal: Principal, update: UserUpdate): Promise<UserDetails>
  /** Deactivating ends the account's sessions. */
  setActive(principal: Principal, change: UserActivity): Promise<UserDetails>
  /** Ends the account's sessions. */
  setPassword(principal: Principal, change: UserPassword): Promise<void>
  /** Logs the account out everywhere. */
  revokeSessions(principal: Principal, user: UserId): Promise<void>
}

export interface AdminService {
  readonly users: UserService
}
