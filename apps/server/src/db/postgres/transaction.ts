import pg from 'pg'
import type { Unit } from '../unit.ts'
import { runUnit } from './run-unit.ts'

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'
const TRIES = 5

/** Whether somebody else's transaction was in the way, so that the same may succeed when it is done anew. */
export const isConflict = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === SERIALIZATION_FAILURE || error.code === DEADLOCK_DETECTED)

/** Runs a unit in a transaction; begins it anew while another transaction is in its way. */
export async function inTransaction<T>(client: pg.ClientBase, begin: () => Unit<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTransaction(client, begin())
    } catch (error) {
      if (!isConflict(error) || attempt === TRIES) throw error
    }
  }
}

async function attemptTransaction<T>(client: pg.ClientBase, unit: Unit<T>): Promise<T> {
  // Sent together with the first query of the unit: one round trip less.
  const begun = client.query('begin')
  try {
    const [, value] = await Promise.all([begun, runUnit(client, unit)])
    const { command } = await client.query('commit')
    // What a transaction with a failed statement in it answers.
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back.')
    return value
  } catch (error) {
    // It fails on a broken connection alone, where nothing is left to be rolled back.
    await client.query('rollback').catch(() => {})
    throw error
  }
}
