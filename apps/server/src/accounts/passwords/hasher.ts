/** One password hash format of Django: reads it, and writes it with this service's cost. To hash takes long on purpose: `HashThreads` does it. */
export interface Hasher {
  /** The first part of its hash strings: `argon2`, `pbkdf2_sha256`, … */
  readonly algorithm: string
  hash(password: string): string
  /** What the time of a check depends on: the hash string without salt and key. */
  costOf(encoded: string): string
  /** Null, at once, for a hash string that nobody can read. */
  verify(password: string, encoded: string): boolean | null
  /** True if `encoded`, of this algorithm, is weaker than what `hash` writes now. */
  isOutdated(encoded: string): boolean
}
