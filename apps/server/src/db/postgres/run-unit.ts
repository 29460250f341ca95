import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Result, Unit } from '../unit.ts'
import { statementName } from './pool.ts'

async function execute(client: pg.ClientBase, { sql, parameters }: CompiledQuery): Promise<Result> {
  const name = statementName(sql)
  const { rows, rowCount, command } = await client.query({ text: sql, values: [...parameters], ...(name === undefined ? {} : { name }) })
  return { rows, changes: command === 'SELECT' ? 0 : (rowCount ?? 0) }
}

/** Runs a unit from its first query to its last on one connection. */
export async function runUnit<T>(client: pg.ClientBase, unit: Unit<T>): Promise<T> {
  let step = unit.next()
  while (!step.done) {
    let result: Result
    try {
      result = await execute(client, step.value)
    } catch (error) {
      step = unit.throw(error)
      continue
    }
    step = unit.next(result)
  }
  return step.value
}
