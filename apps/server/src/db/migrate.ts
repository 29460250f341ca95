import { Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'

const migrator = ({ query }: Database): Migrator =>
  new Migrator({
    db: query,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'latchkey_migration',
    migrationLockTableName: 'latchkey_migration_lock',
  })

/** Brings the schema up to date; returns the names of the migrations that ran. Throws what stopped them, and then nothing has changed. */
export async function migrate(database: Database): Promise<string[]> {
  // Kysely reports a failure by value; left unread, a server would start on half a schema.
  const { error, results } = await migrator(database).migrateToLatest()
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.', { cause: error })
  return (results ?? []).filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName)
}

/** The migrations that have not run yet. Changes nothing. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const tables = await database.query.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'latchkey_migration')) return Object.keys(migrations)
  const known = await migrator(database).getMigrations()
  return known.filter(({ executedAt }) => !executedAt).map(({ name }) => name)
}
