/** What a thread is to do: check a password against a hash string, or write a hash of it in a format. */
export type HashTask =
  | { readonly kind: 'check'; readonly password: string; readonly encoded: string }
  | { readonly kind: 'write'; readonly password: string; readonly algorithm: string }

/** A task with the number that its report will carry. Tasks of the same `cost` take about the same time. */
export interface HashJob {
  readonly number: number
  readonly cost: string
  readonly task: HashTask
}

/** What the hasher answered, or the message of what it threw. */
export type HashOutcome = { readonly answer: string | boolean | null } | { readonly failure: string }

export interface HashReport {
  readonly number: number
  readonly cost: string
  readonly outcome: HashOutcome
  /** Milliseconds of work. */
  readonly took: number
  /** Milliseconds for which the report then waited for others, to go out with them. */
  readonly held: number
}

/** Milliseconds of work that a thread may be given at once, and after which it reports what it has done. */
export const STRETCH = { given: 100, reported: 30 } as const
