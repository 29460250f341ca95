import { closeSync, openSync, statSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import type { CompiledQuery } from 'kysely'
import { isHot } from '../prepared.ts'
import { reasonOf } from '../reason-of.ts'
import type { Result, Unit } from '../unit.ts'
import { ReadMemory } from './read-memory.ts'

/** Holds the busy part of a large database; SQLite's own 2 MiB do not. */
const CACHE_KIBIBYTES = 16_384
/** Copying changes back into the file is cheaper the more of them fall on the same pages. */
const CHECKPOINT_PAGES = 4_000

// The file will hold password hashes.
const OWNER_ONLY = 0o600
const OPEN_TIMEOUT = 5_000
/** Milliseconds that a statement waits for another process, and with it everybody: who has to wait longer comes back by itself. */
const BUSY_TIMEOUT = 50

/** Whether another process held the lock that a statement needed. */
export const isBusy = (error: unknown): boolean => error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')

/** Whether a row breaks what the database keeps unique. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE'

const UNWRITABLE = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/
const DAMAGED = /^SQLITE_(?:CORRUPT|NOTADB)/

/** Whether the file cannot be written any more: a full disk, rights taken away, a broken disk. */
export const isBroken = (error: unknown): error is Error =>
  error instanceof BetterSqlite3.SqliteError && (UNWRITABLE.test(error.code) || DAMAGED.test(error.code))

/** Why a file cannot be written that is sound otherwise, in the words of SQLite; null if something else has failed. */
export function writeProblem(error: unknown): string | null {
  const reason = reasonOf(error)
  return reason instanceof BetterSqlite3.SqliteError && UNWRITABLE.test(reason.code) ? reason.message : null
}

/** Creates the file if it is missing, and changes nothing in one that is there. */
function openToWrite(path: string): BetterSqlite3.Database {
  if (path !== ':memory:') closeSync(openSync(path, 'a', OWNER_ONLY))
  const raw = new BetterSqlite3(path)
  // To open the file may take the locks of those who open it at the same time.
  raw.pragma(`busy_timeout = ${OPEN_TIMEOUT}`)
  raw.pragma('foreign_keys = ON')
  raw.pragma(`cache_size = -${CACHE_KIBIBYTES}`)
  raw.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  return raw
}

/** One connection to a SQLite file, with every statement prepared once. */
export class SqliteConnection {
  readonly raw: BetterSqlite3.Database
  readonly #path: string
  readonly #file: number | null
  readonly #statements = new Map<string, BetterSqlite3.Statement>()
  #syncs = true
  #memory: ReadMemory | null = null
  /** From the first read of a turn to the end of the turn. */
  #isReading = false
  /** Whether the memory has caught up in this turn. */
  #isCurrent = false
  /** From the first query of a turn that had to be asked. */
  #holdsSnapshot = false

  constructor(path: string, open: (path: string) => BetterSqlite3.Database = openToWrite) {
    this.raw = open(path)
    this.#path = path
    this.#file = path === ':memory:' ? null : statSync(path).ino
  }

  /** WAL and `synchronous=FULL`: what was acknowledged survives a power cut. */
  writeAhead(): void {
    this.raw.pragma('journal_mode = WAL')
    this.raw.pragma('synchronous = FULL')
    this.raw.pragma(`busy_timeout = ${BUSY_TIMEOUT}`)
  }

  /** Throws if the file was taken away or replaced: what is written then is lost. */
  assertInPlace(): void {
    if (this.#file !== null && statSync(this.#path).ino !== this.#file) throw new Error('The database file is another one.')
  }

  get inTransaction(): boolean {
    return this.raw.inTransaction
  }

  exec(sql: string): void {
    this.#statement(sql).run()
  }

  /**
   * Runs a unit that only reads. All that read in one turn of the event loop share one snapshot: taking locks costs more than reading.
   * While a transaction is open, it reads what that sees, and nothing of it is remembered.
   */
  read<T>(unit: Unit<T>): T {
    if (!this.#isReading && !this.raw.inTransaction) {
      this.#memory ??= new ReadMemory(this.raw)
      this.#isReading = true
      this.#isCurrent = false
      setImmediate(() => this.endRead())
    }
    return this.run(unit)
  }

  endRead(): void {
    if (!this.#isReading) return
    this.#isReading = false
    if (!this.#holdsSnapshot) return
    this.#holdsSnapshot = false
    if (!this.raw.inTransaction) return
    try {
      this.exec('commit')
    } catch {
      // Who read from a broken file has been told so; nobody waits for the end of the snapshot, and it must not end the process.
      if (this.raw.inTransaction) this.raw.exec('rollback')
    }
  }

  /** To be called whenever something may have been written by this connection. */
  forgetReads(): void {
    this.#memory?.clear()
  }

  /** Runs a unit from its first query to its last, in the transaction that is open, if any. */
  run<T>(unit: Unit<T>): T {
    let step = unit.next()
    while (!step.done) {
      let result: Result
      try {
        result = this.#execute(step.value)
      } catch (error) {
        step = unit.throw(error)
        continue
      }
      step = unit.next(result)
    }
    return step.value
  }

  /** Whether SQLite itself makes each commit durable, before it returns; else whoever commits sees to that. */
  set syncs(syncs: boolean) {
    if (syncs === this.#syncs) return
    this.endRead()
    this.raw.pragma(`synchronous = ${syncs ? 'FULL' : 'NORMAL'}`)
    this.#syncs = syncs
  }

  /** Copies the log into the file now and then, within a commit; or leaves that to somebody else. */
  set copiesLog(copies: boolean) {
    this.raw.pragma(`wal_autocheckpoint = ${copies ? CHECKPOINT_PAGES : 0}`)
  }

  close(): void {
    this.endRead()
    this.#statements.clear()
    this.raw.close()
  }

  #execute(query: CompiledQuery): Result {
    return this.#isReading && isHot(query) ? this.#remember(query) : this.#query(query)
  }

  #remember(query: CompiledQuery): Result {
    this.#catchUp()
    const known = this.#memory?.recall(query)
    if (known) return known
    const result = this.#query(query)
    this.#memory?.keep(query, result)
    return result
  }

  #query(query: CompiledQuery): Result {
    if (this.#isReading && !this.raw.inTransaction) this.#beginRead()
    const statement = this.#statement(query.sql)
    if (statement.reader) return { rows: statement.all(query.parameters), changes: 0 }
    return { rows: [], changes: statement.run(query.parameters).changes }
  }

  #beginRead(): void {
    this.exec('begin')
    this.#holdsSnapshot = true
    // Somebody may have written since the turn began.
    this.#isCurrent = false
    this.#catchUp()
  }

  #catchUp(): void {
    if (this.#isCurrent) return
    this.#memory?.catchUp()
    this.#isCurrent = true
  }

  #statement(sql: string): BetterSqlite3.Statement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.raw.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}
