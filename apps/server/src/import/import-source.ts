import type { Profile } from '../accounts/account.ts'

/** What is brought over, in this order: tokens belong to users, blacklist entries to tokens. */
export const IMPORT_KINDS = ['users', 'tokens', 'blacklist'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** A time with all the digits that Django keeps: `YYYY-MM-DD HH:MM:SS[.ffffff]`, in UTC. */
export type ExactTime = string

/** A row of the user table as it is stored; SQLite lets anything stand in any column. */
export interface SourceUser {
  readonly id: number
  /** What users log in with there; no two have the same. */
  readonly login: string
  readonly username: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly password: string
  readonly isActive: boolean
  readonly isStaff: boolean
  readonly isSuperuser: boolean
  /** Null where the user model does not keep it. */
  readonly dateJoined: ExactTime | null
  readonly lastLogin: ExactTime | null
  readonly profile: Profile | null
}

export interface SourceToken {
  readonly id: number
  readonly jti: string
  readonly token: string
  readonly userId: number | null
  readonly createdAt: ExactTime | null
  readonly expiresAt: ExactTime
}

/** One entry of the blacklist, by the token's `jti`. */
export interface SourceBlacklisted {
  readonly id: number
  readonly jti: string
  readonly blacklistedAt: ExactTime
}

/** What tells an account from every other, whatever its id: nobody joins twice under one name in the same microsecond. */
export interface AccountKey {
  readonly id: number
  readonly login: string
  readonly dateJoined: ExactTime | null
}

/** Whether an account there is the one here. Where nobody knows when it joined, it must have kept its id. */
export const isSameAccount = (there: AccountKey, here: AccountKey): boolean =>
  there.login === here.login && (there.dateJoined === null ? there.id === here.id : there.dateJoined === here.dateJoined)

interface Page {
  readonly after: number
  readonly limit: number
}

/** The database that users come from. It is only read, in the order of the ids. */
export interface ImportSource {
  count(kind: ImportKind): Promise<number>
  /** The highest id that was ever given to a user, deleted ones included. */
  lastUserId(): Promise<number>
  users(page: Page): Promise<readonly SourceUser[]>
  tokens(page: Page): Promise<readonly SourceToken[]>
  blacklist(page: Page): Promise<readonly SourceBlacklisted[]>
  /** From when on a user's tokens count, in whole seconds since 1970; most users have no such moment, and Django has none at all. */
  epochs(page: Page): Promise<readonly { readonly id: number; readonly epoch: number }[]>
  /** The users with these ids. */
  accounts(ids: readonly number[]): Promise<readonly AccountKey[]>
}
