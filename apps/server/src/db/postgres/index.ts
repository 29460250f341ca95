import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Database } from '../database.ts'
import type { Tables } from '../tables/index.ts'
import { DJANGO_USER_MODEL, type UserModel } from '../user-model.ts'
import { createUsers } from '../users.ts'
import { lastGivenId, reserveIds } from './given-ids.ts'
import { createPool } from './pool.ts'
import { referencesTo } from './references.ts'
import { runUnit } from './run-unit.ts'
import { inTransaction, isConflict } from './transaction.ts'
import { postgresValues } from './values.ts'

/** Opens a PostgreSQL database; connections are made when they are needed. */
export function openPostgres(
  url: string,
  { userModel = DJANGO_USER_MODEL, readOnly = false }: { userModel?: UserModel; readOnly?: boolean } = {},
): Database {
  const pool = createPool(url, { readOnly })
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    query,
    values: postgresValues,
    users: createUsers(userModel, postgresValues),
    locksRows: true,
    reserveIds: (table, column, least = 0) => reserveIds(query, table, { column, least }),
    referencesTo: (table) => referencesTo(query, table),
    lastGivenId: (table, column) => lastGivenId(query, table, column),
    read: (unit) => withClient(pool, (client) => runUnit(client, unit)),
    write: (begin) => withClient(pool, (client) => inTransaction(client, begin)),
    isBusy: isConflict,
    // Kysely ends the pool.
    close: () => query.destroy(),
  }
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    // The pool keeps no connection that is broken.
    client.release()
  }
}
