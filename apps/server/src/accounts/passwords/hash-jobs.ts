/** What a thread is to do: check a password against a hash string that somebody can read, or write a hash of it in a format. */
export type HashJob =
  | { readonly kind: 'check'; readonly password: string; readonly encoded: string }
  | { readonly kind: 'write'; readonly password: string; readonly algorithm: string }

/** A job with the number that its report will carry. */
export interface NumberedJob {
  readonly number: number
  readonly job: HashJob
}

/** How a job went: what the hasher answered or threw, and after how many milliseconds of work. */
export interface HashReport {
  readonly number: number
  readonly took: number
  readonly answer: string | boolean | null
  readonly error?: unknown
}
