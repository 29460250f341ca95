export interface Column {
  readonly name: string
  /** The type as the database calls it, in lower case. */
  readonly type: string
}

/** Accounts that share something, counted; a few of the shared texts as examples. */
export interface Shared {
  readonly groups: number
  readonly accounts: number
  readonly examples: readonly string[]
}

export interface StoredHash {
  readonly id: number
  readonly password: string
  readonly isActive: boolean
}

export interface OutstandingCount {
  readonly total: number
  readonly expired: number
  /** Whose user is gone. */
  readonly ownerless: number
  readonly blacklisted: number
}

/** What the doctor reads of a database. Nothing is written. */
export interface DoctorStore {
  /** Every table by its name, with its columns. */
  tables(): Promise<ReadonlyMap<string, readonly Column[]>>
  /** The newest migration of each Django app that has any. */
  djangoMigrations(): Promise<readonly { app: string; name: string }[]>
  /** Migrations of Latchkey that have not run here. */
  pendingMigrations(): Promise<readonly string[]>
  /** Stored hashes in the order of the accounts' ids, those after `after` and no more than `limit`. */
  hashes(page: { after: number; limit: number }): Promise<readonly StoredHash[]>
  /** Login names that differ only in case. */
  similarLogins(): Promise<Shared>
  blankEmails(): Promise<number>
  /** E-mail addresses of several accounts; case does not count. */
  sharedEmails(): Promise<Shared>
  countOutstanding(now: Date): Promise<OutstandingCount>
  /** The newest recorded tokens, as they are stored. */
  newestTokens(limit: number): Promise<readonly string[]>
}
