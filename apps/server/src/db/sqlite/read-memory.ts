import type BetterSqlite3 from 'better-sqlite3'
import type { CompiledQuery } from 'kysely'
import type { Result } from '../unit.ts'

/** Results that are kept: some megabytes at most. */
const CAPACITY = 5_000

/**
 * Results of the queries that nearly every request repeats, kept until anything at all is written: by this connection, whose user
 * says so by `clear`, or by another one, which SQLite tells by its data version.
 */
export class ReadMemory {
  readonly #dataVersion: BetterSqlite3.Statement
  #known: unknown = null
  readonly #results = new Map<string, Map<unknown, Result>>()
  #size = 0

  constructor(raw: BetterSqlite3.Database) {
    this.#dataVersion = raw.prepare('pragma data_version').pluck()
  }

  /** Forgets what another connection has overtaken: to be called at the start of every snapshot that is read. */
  catchUp(): void {
    const version = this.#dataVersion.get()
    if (version === this.#known) return
    this.#known = version
    this.clear()
  }

  clear(): void {
    if (this.#size === 0) return
    this.#results.clear()
    this.#size = 0
  }

  recall({ sql, parameters }: CompiledQuery): Result | undefined {
    return this.#results.get(sql)?.get(keyOf(parameters))
  }

  keep({ sql, parameters }: CompiledQuery, result: Result): void {
    if (this.#size >= CAPACITY) this.clear()
    let results = this.#results.get(sql)
    if (!results) {
      results = new Map()
      this.#results.set(sql, results)
    }
    results.set(keyOf(parameters), result)
    this.#size += 1
  }
}

/** One value stands for itself: hot queries have hardly more. */
const keyOf = (parameters: readonly unknown[]): unknown => (parameters.length === 1 ? parameters[0] : JSON.stringify(parameters))
