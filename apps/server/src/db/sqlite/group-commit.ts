import { AuthError } from '@latchkey/contract'
import type { Unit } from '../unit.ts'
import { isBusy, type SqliteConnection } from './connection.ts'

/** Milliseconds after which a group tries again for the lock that another process holds, and after which it gives up. */
const RETRY = 25
const PATIENCE = 5_000

interface Waiting {
  readonly begin: () => Unit<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  /** When it came, in milliseconds. */
  readonly since: number
}

/**
 * Writes units in groups: all that arrive in one turn of the event loop share one commit and so one wait for the disk.
 * One that fails takes nothing else with it; none resolves before the commit.
 */
export class GroupCommit {
  readonly #connection: SqliteConnection
  #waiting: Waiting[] = []

  constructor(connection: SqliteConnection) {
    this.#connection = connection
  }

  write<T>(begin: () => Unit<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ begin, resolve: (value) => resolve(value as T), reject, since: performance.now() })
      if (this.#waiting.length === 1) setImmediate(() => this.flush())
    })
  }

  /** Commits what is waiting now. */
  flush(): void {
    const group = this.#waiting
    this.#waiting = []
    if (group.length === 0) return
    try {
      for (const tell of this.#commit(group)) tell()
    } catch (error) {
      if (isBusy(error)) this.#comeBack(group)
      else for (const { reject } of group) reject(error)
    }
  }

  /** Another process is writing: the event loop goes on meanwhile, and whoever has waited too long is told so. */
  #comeBack(group: readonly Waiting[]): void {
    const deadline = performance.now() - PATIENCE
    for (const { since, reject } of group) if (since <= deadline) reject(new AuthError('too_busy', { retryAfter: 1 }))
    this.#waiting = group.filter(({ since }) => since > deadline)
    if (this.#waiting.length > 0) setTimeout(() => this.flush(), RETRY)
  }

  /** Without savepoints first, which cost; if a unit fails, each in one of its own, to keep the rest. */
  #commit(group: readonly Waiting[]): (() => void)[] {
    try {
      return this.#transaction(() =>
        group.map(({ begin, resolve }) => {
          const value = this.#connection.run(begin())
          return () => resolve(value)
        }),
      )
    } catch (error) {
      if (isBusy(error)) throw error
      return this.#transaction(() => group.map((waiting) => this.#attempt(waiting)))
    }
  }

  #transaction<T>(work: () => T): T {
    this.#connection.endRead()
    try {
      this.#connection.exec('begin immediate')
      const result = work()
      this.#connection.exec('commit')
      return result
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('rollback')
      throw error
    }
  }

  #attempt({ begin, resolve, reject }: Waiting): () => void {
    this.#connection.exec('savepoint unit')
    try {
      const value = this.#connection.run(begin())
      this.#connection.exec('release unit')
      return () => resolve(value)
    } catch (error) {
      // A full disk or a broken file ends the whole transaction; then the group fails together.
      if (!this.#connection.inTransaction) throw error
      this.#connection.exec('rollback to unit')
      this.#connection.exec('release unit')
      return () => reject(error)
    }
  }
}
