import { assertKnownSchema } from './assert-known-schema.ts'
import type { Database } from './database.ts'
import type { PostgresOptions } from './postgres/index.ts'
import { openSqlite } from './sqlite/index.ts'

type Location = { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string }

/**
 * Opens a database for work. Throws, in words for people and with nothing changed, if it cannot be reached or written, or if it holds
 * something else than Django's tables and ours.
 */
export async function openDatabaseAt(location: Location, options: PostgresOptions): Promise<Database> {
  if (location.kind === 'sqlite') return openSqlite(location.path, options.userModel)
  // Loaded only where it is used: it takes memory and time.
  const { openPostgres } = await import('./postgres/index.ts')
  const database = await openPostgres(location.url, options)
  try {
    await assertKnownSchema(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
