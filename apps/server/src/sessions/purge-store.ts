/** What a look at a part of a table came to. */
export interface Purged<Place> {
  readonly deleted: number
  /** Where the next part begins; null behind the last one. */
  readonly next: Place | null
}

/** A part of a table: up to `limit` rows behind `after`. */
export interface Part<Place> {
  readonly after: Place
  readonly limit: number
}

/** Where what has expired is deleted, a part of a table in each atomic unit. */
export interface PurgeStore {
  /** Refresh and sliding tokens that expired before `before`, with their having been spent. */
  tokens(before: Date, part: Part<number>): Promise<Purged<number>>
  sessions(before: Date, part: Part<string>): Promise<Purged<string>>
  oneTimeTokens(before: Date, part: Part<string>): Promise<Purged<string>>
  /** Whether the purge is due now; then it is due next at `next`, and of any number of processes this is true for one. */
  take(now: Date, next: Date): Promise<boolean>
  /** Puts off when it is due next: it is still going on. */
  hold(next: Date): Promise<void>
}
