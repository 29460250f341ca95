import type { Unit } from '../unit.ts'
import type { SqliteConnection } from './connection.ts'

interface Waiting {
  readonly unit: Unit<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Writes units in groups: all that arrive in one turn of the event loop share one commit and so one wait for the disk.
 * Each has a savepoint of its own, so that one that fails takes nothing else with it; none resolves before the commit.
 */
export class GroupCommit {
  readonly #connection: SqliteConnection
  #waiting: Waiting[] = []

  constructor(connection: SqliteConnection) {
    this.#connection = connection
  }

  write<T>(unit: Unit<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ unit, resolve: (value) => resolve(value as T), reject })
      if (this.#waiting.length === 1) setImmediate(() => this.flush())
    })
  }

  /** Commits what is waiting now. */
  flush(): void {
    const group = this.#waiting
    if (group.length === 0) return
    this.#waiting = []
    let settle: (() => void)[]
    try {
      this.#connection.exec('begin immediate')
      settle = group.map((waiting) => this.#attempt(waiting))
      this.#connection.exec('commit')
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('rollback')
      for (const { reject } of group) reject(error)
      return
    }
    for (const tell of settle) tell()
  }

  #attempt({ unit, resolve, reject }: Waiting): () => void {
    this.#connection.exec('savepoint unit')
    try {
      const value = this.#connection.run(unit)
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
