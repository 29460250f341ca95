import type { Unit } from '../unit.ts'
import type { SqliteConnection } from './connection.ts'

interface Waiting {
  readonly begin: () => Unit<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
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
      this.#waiting.push({ begin, resolve: (value) => resolve(value as T), reject })
      if (this.#waiting.length === 1) setImmediate(() => this.flush())
    })
  }

  /** Commits what is waiting now. */
  flush(): void {
    const group = this.#waiting
    if (group.length === 0) return
    this.#waiting = []
    for (const tell of this.#commitTogether(group) ?? this.#commitApart(group)) tell()
  }

  /** The usual case, without the cost of savepoints; null, and nothing written, if any unit fails. */
  #commitTogether(group: readonly Waiting[]): (() => void)[] | null {
    try {
      return this.#transaction(() =>
        group.map(({ begin, resolve }) => {
          const value = this.#connection.run(begin())
          return () => resolve(value)
        }),
      )
    } catch {
      return null
    }
  }

  /** Each unit in a savepoint of its own, to find the one that fails and keep the rest. */
  #commitApart(group: readonly Waiting[]): (() => void)[] {
    try {
      return this.#transaction(() => group.map((waiting) => this.#attempt(waiting)))
    } catch (error) {
      return group.map(
        ({ reject }) =>
          () =>
            reject(error),
      )
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
