import type { Pace } from './limit.ts'

/** One counter and how fast it runs. */
export interface Counter {
  /** A digest: it neither tells whom it is about nor is it longer for a longer name. */
  readonly key: string
  readonly pace: Pace
  /** True where an attempt is counted and a full counter stops nobody. */
  readonly onlyCounts: boolean
}

/** What an attempt has put into one counter. */
export interface Counted {
  readonly key: string
  readonly pace: Pace
  /** Milliseconds: its share and the wait that it caused. */
  readonly filled: number
}

export type Taken =
  /** `reached` are the keys of the counters for which it was the last attempt before a wait. */
  | { readonly refused: false; readonly counted: readonly Counted[]; readonly reached: readonly string[] }
  /** Refused by one, and counted by none. */
  | { readonly refused: true; readonly key: string; readonly freeAt: Date }

/** Where attempts are counted: for all processes, and over their restarts. Each method is one atomic unit that resolves after its commit. */
export interface LimitStore {
  /** Counts an attempt with every counter, or with none if one refuses it. Of parallel attempts no more pass than there are left. */
  take(counters: readonly Counter[], at: Date): Promise<Taken>
  /** Takes back what {@link take} counted. */
  giveBack(counted: readonly Counted[], at: Date): Promise<void>
  /** Deletes up to `limit` counters that have forgotten everything; returns how many. */
  forget(at: Date, limit: number): Promise<number>
}
