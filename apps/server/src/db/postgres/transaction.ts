import type pg from 'pg'
import type { Unit } from '../unit.ts'
import { away, busy, failureOf, isConflict } from './failures.ts'
import { runUnit } from './run-unit.ts'

const TRIES = 10

/** Runs a unit in a transaction; begins it anew while another transaction is in its way. */
export async function inTransaction<T>(client: pg.ClientBase, begin: () => Unit<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTransaction(client, begin())
    } catch (error) {
      if (!isConflict(error)) throw error
      if (attempt === TRIES) throw busy(error)
    }
  }
}

async function attemptTransaction<T>(client: pg.ClientBase, unit: Unit<T>): Promise<T> {
  // Sent together with the first query of the unit: one round trip less.
  const begun = control(client, 'begin')
  try {
    const [, value] = await Promise.all([begun, runUnit(client, unit)])
    const { command } = await control(client, 'commit')
    // What a transaction with a failed statement in it answers.
    if (command !== 'COMMIT') throw away(new Error('The transaction was rolled back.'))
    return value
  } catch (error) {
    // It fails on a broken connection alone, where nothing is left to be rolled back.
    await control(client, 'rollback').catch(() => {})
    throw error
  }
}

const control = (client: pg.ClientBase, statement: string): Promise<pg.QueryResult> =>
  client.query(statement).catch((error: unknown) => {
    throw failureOf(error)
  })
