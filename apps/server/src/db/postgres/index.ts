import { Kysely, PostgresDialect, sql, type TableMetadata } from 'kysely'
import type { Database } from '../database.ts'
import type { Tables } from '../tables/index.ts'
import { all } from '../unit.ts'
import { DJANGO_USER_MODEL, type UserModel } from '../user-model.ts'
import { createUsers } from '../users.ts'
import { Connections } from './connections.ts'
import { connectProblem, isConflict, isDuplicate, writeProblem } from './failures.ts'
import { lastGivenId, reserveIds } from './given-ids.ts'
import { createPool } from './pool.ts'
import { referencesTo } from './references.ts'
import { postgresValues } from './values.ts'

/** Connections for migrations and commands, whose statements may take their time. */
const PATIENT_CONNECTIONS = 2

export interface PostgresOptions {
  readonly userModel?: UserModel
  /** Connections at most. */
  readonly poolSize?: number
  /** Milliseconds that a statement of a unit may take. */
  readonly statementTimeout?: number
  readonly readOnly?: boolean
}

/** Opens a PostgreSQL database. Throws, in words for people, why there is no connection to be had. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const { userModel = DJANGO_USER_MODEL, poolSize = 10, statementTimeout = 10_000, readOnly = false } = options
  const patient = createPool(url, { size: PATIENT_CONNECTIONS, statementTimeout: null, readOnly })
  try {
    ;(await patient.connect()).release()
  } catch (error) {
    await patient.end()
    // Not as its cause: it may be printed, and the driver's errors hold what they were given.
    throw new Error(`PostgreSQL cannot be used: ${connectProblem(error)}.`)
  }
  // Who only reads looks at whole tables.
  const connections = new Connections(createPool(url, { size: poolSize, statementTimeout: readOnly ? null : statementTimeout, readOnly }))
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: patient }) })
  const answer = sql`select 1`.compile(query)
  return {
    query,
    values: postgresValues,
    users: createUsers(userModel, postgresValues),
    locksRows: true,
    tables: () => reachableTables(query),
    reserveIds: (table, column, least = 0) => reserveIds(query, table, { column, least }),
    referencesTo: (table) => referencesTo(query, table),
    lastGivenId: (table, column) => lastGivenId(query, table, column),
    read: (unit) => connections.read(unit),
    write: (begin) => connections.write(begin),
    writeAtOnce: (statement) => connections.writeAtOnce(statement),
    answers: async () => {
      await connections.read(all(answer))
    },
    availability: connections.availability,
    isBusy: isConflict,
    isDuplicate,
    writeProblem,
    close: async () => {
      await connections.close()
      // Kysely ends its pool.
      await query.destroy()
    },
  }
}

async function reachableTables(query: Kysely<Tables>): Promise<TableMetadata[]> {
  const { rows } = await sql<{ schema: string }>`select unnest(current_schemas(false)) as schema`.execute(query)
  const reachable = new Set(rows.map(({ schema }) => schema))
  return (await query.introspection.getTables({ withInternalKyselyTables: true })).filter(({ schema }) => reachable.has(schema ?? ''))
}
