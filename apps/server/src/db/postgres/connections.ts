import { AuthError } from '@latchkey/contract'
import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { Availability } from '../availability.ts'
import { type Unit, write } from '../unit.ts'
import { away, busy, connectProblem, isConflict } from './failures.ts'
import { runUnit } from './run-unit.ts'
import { inTransaction } from './transaction.ts'

/** How the pool says that all connections which there may be were at work for too long. */
const ALL_AT_WORK = 'timeout exceeded when trying to connect'

/** Runs units on the connections of a pool. */
export class Connections {
  readonly availability = new Availability()
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  read<T>(unit: Unit<T>): Promise<T> {
    return this.#onConnection((client) => runUnit(client, unit))
  }

  write<T>(begin: () => Unit<T>): Promise<T> {
    return this.#onConnection((client) => inTransaction(client, begin))
  }

  /** One statement outside of any unit's transaction, so in one of its own. */
  async writeAtOnce(statement: CompiledQuery): Promise<number> {
    try {
      return await this.#onConnection((client) => runUnit(client, write(statement)))
    } catch (error) {
      if (isConflict(error)) return 0
      throw error
    }
  }

  async close(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end()
  }

  async #onConnection<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const client = await this.#connect()
    try {
      const value = await work(client)
      this.availability.tell(null)
      return value
    } catch (error) {
      if (error instanceof AuthError && error.code === 'unavailable') this.availability.tell(connectProblem(error.cause))
      throw error
    } finally {
      // The pool keeps no connection that is broken.
      client.release()
    }
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect()
    } catch (error) {
      if (error instanceof Error && error.message === ALL_AT_WORK) throw busy(error)
      this.availability.tell(connectProblem(error))
      throw away(error)
    }
  }
}
