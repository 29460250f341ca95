import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Result, Unit } from '../unit.ts'
import { failureOf } from './failures.ts'

/** Statements that a connection keeps prepared; what is built anew for every call must not fill the server's memory. */
const PREPARED_STATEMENTS = 500

const names = new Map<string, string>()

/** The name under which every connection prepares this text once, or undefined where too many have one already. */
function statementName(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= PREPARED_STATEMENTS) return known
  const name = `latchkey_${names.size + 1}`
  names.set(sql, name)
  return name
}

async function execute(client: pg.ClientBase, { sql, parameters }: CompiledQuery): Promise<Result> {
  const name = statementName(sql)
  const query = { text: sql, values: [...parameters], ...(name === undefined ? {} : { name }) }
  const { rows, rowCount, command } = await client.query(query).catch((error: unknown) => {
    throw failureOf(error)
  })
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
