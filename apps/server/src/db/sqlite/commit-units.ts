import type { Unit } from '../unit.ts'
import { isBroken, isBusy, type SqliteConnection } from './connection.ts'

/** A unit to write and whom to tell of it. */
export interface Writing {
  readonly begin: () => Unit<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Writes units in one transaction, and leaves it open; answers with what to call, once it is committed and durable, to tell of each. A
 * unit that fails takes no other with it. Without savepoints first, which cost; if a unit fails, each in one of its own, to keep the rest.
 */
export function writeUnits(connection: SqliteConnection, units: readonly Writing[]): (() => void)[] {
  try {
    return begun(connection, () =>
      units.map(({ begin, resolve }) => {
        const value = connection.run(begin())
        return () => resolve(value)
      }),
    )
  } catch (error) {
    if (isBusy(error) || isBroken(error)) throw error
    return begun(connection, () => units.map((unit) => attempt(connection, unit)))
  }
}

/** Commits what `writeUnits` has written, or takes it back and throws. */
export function commit(connection: SqliteConnection): void {
  try {
    connection.exec('commit')
    connection.forgetReads()
  } catch (error) {
    rollBack(connection)
    throw error
  }
}

/** Takes back what `writeUnits` has written. */
export function rollBack(connection: SqliteConnection): void {
  if (connection.inTransaction) connection.exec('rollback')
  connection.forgetReads()
}

function begun<T>(connection: SqliteConnection, work: () => T): T {
  try {
    connection.exec('begin immediate')
    return work()
  } catch (error) {
    rollBack(connection)
    throw error
  }
}

function attempt(connection: SqliteConnection, { begin, resolve, reject }: Writing): () => void {
  connection.exec('savepoint unit')
  try {
    const value = connection.run(begin())
    connection.exec('release unit')
    return () => resolve(value)
  } catch (error) {
    // A full disk or a broken file ends the whole transaction; then the group fails together.
    if (!connection.inTransaction) throw error
    connection.exec('rollback to unit')
    connection.exec('release unit')
    return () => reject(error)
  }
}
