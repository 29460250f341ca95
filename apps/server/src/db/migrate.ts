import { type MigrationResultSet, Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { createMigrations } from './migrations/index.ts'
import { UserReferences } from './migrations/user-table.ts'
import { pause } from './pause.ts'

const migrator = ({ query, users }: Database): Migrator =>
  new Migrator({
    db: query.withPlugin(new UserReferences(users.model)),
    provider: { getMigrations: async () => createMigrations(users.model) },
    migrationTableName: 'latchkey_migration',
    migrationLockTableName: 'latchkey_migration_lock',
  })

/** Milliseconds between two tries, and after which nobody tries any more, while other processes migrate the same database. */
const RETRY = 100
const PATIENCE = 60_000

/**
 * Brings the schema up to date; returns the names of the migrations that ran. Any number of processes may do so at the same time.
 * Throws what stopped it, and then nothing has changed.
 */
export async function migrate(database: Database): Promise<string[]> {
  const deadline = performance.now() + PATIENCE
  for (;;) {
    // Kysely reports a failure by value; left unread, a server would start on half a schema.
    const { error, results } = await migrator(database)
      .migrateToLatest()
      .catch((error: unknown): MigrationResultSet => ({ error }))
    if (error === undefined) return (results ?? []).filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName)
    if (performance.now() > deadline || !(database.isBusy(error) || (await isMigratedMeanwhile(database)))) {
      throw error instanceof Error ? error : new Error('The migration failed.', { cause: error })
    }
    await pause(RETRY)
  }
}

/** Whether the failure was that another process had been faster. */
const isMigratedMeanwhile = async (database: Database): Promise<boolean> => (await pendingMigrations(database)).length === 0

/** Whether Django's own migrations made this database: then a Django may stand beside us and must be able to read what we write. */
export async function isDjangos(database: Database): Promise<boolean> {
  return (await database.tables()).some(({ name }) => name === 'django_migrations')
}

/** The migrations that have not run yet. Changes nothing. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const tables = await database.tables()
  if (!tables.some(({ name }) => name === 'latchkey_migration')) return Object.keys(createMigrations(database.users.model))
  const known = await migrator(database).getMigrations()
  return known.filter(({ executedAt }) => !executedAt).map(({ name }) => name)
}
