import type { AccountKey, ExactTime, ImportKind, SourceBlacklisted, SourceUser } from './import-source.ts'

/** How many rows were read, and what became of them. */
export interface ImportCounts {
  readonly read: number
  readonly added: number
  /** Of those added: users whose id was taken, so that they have another one here. */
  readonly renumbered: number
  /** Of those added: live tokens that were blacklisted at once, because they would open the account of somebody else here. */
  readonly ended: number
  /** Were here already. */
  readonly present: number
  readonly skipped: number
}

export const NO_COUNTS: ImportCounts = { read: 0, added: 0, renumbered: 0, ended: 0, present: 0, skipped: 0 }

/** A row that was not brought over, and why. */
export interface Skip {
  readonly kind: ImportKind
  /** Its id in the source. */
  readonly id: number
  /** The username or the `jti`. */
  readonly name: string
  readonly reason: string
}

/** How far the import of one kind has come. */
export interface ImportProgress {
  /** The last id of the source that was dealt with. */
  readonly lastId: number
  readonly counts: ImportCounts
}

/** Rows that follow one another in the source. They are written in one piece with the progress that they make. */
export interface Batch<Row> {
  /** The source's name. */
  readonly source: string
  readonly from: ImportProgress
  /** The id of the last row that was read. */
  readonly lastId: number
  readonly rows: readonly Row[]
  /** Rows between them that cannot be written. */
  readonly unfit: readonly Skip[]
}

export interface TargetToken {
  readonly id: number
  readonly jti: string
  /** Without its signature. */
  readonly unsigned: string
  /** In the target. */
  readonly userId: number | null
  readonly createdAt: ExactTime | null
  readonly expiresAt: ExactTime
  /** When it is to be blacklisted, if at all. */
  readonly endedAt: ExactTime | null
}

/** The database that is filled. Each method is one atomic unit. */
export interface ImportTarget {
  /** How far an import from this source has come; from the beginning if there was none, or if `restart` says so. */
  progress(source: string, restart: boolean): Promise<Readonly<Record<ImportKind, ImportProgress>>>
  /** New users get ids above this one from now on. */
  reserveUserIds(last: number): Promise<void>
  /** Ends the logins of those here whose ids other users have there: tokens from there name these ids. */
  addUsers(batch: Batch<SourceUser>): Promise<ImportProgress>
  /** Refuses tokens that were issued before; never moves back. */
  advanceEpochs(epochs: readonly { readonly userId: number; readonly epoch: number }[]): Promise<void>
  addTokens(batch: Batch<TargetToken>): Promise<ImportProgress>
  addBlacklisted(batch: Batch<SourceBlacklisted>): Promise<ImportProgress>
  /** The users who log in with these names. */
  accountsNamed(logins: readonly string[]): Promise<readonly AccountKey[]>
  /** Which of these ids belong to somebody. */
  takenIds(ids: readonly number[]): Promise<ReadonlySet<number>>
  /** What was skipped, in the order in which it was; `after` and `last` are positions in that list. */
  skips(source: string, page: { after: number; limit: number }): Promise<{ skips: readonly Skip[]; last: number }>
}
