import type { Kysely } from 'kysely'
import { isPostgres } from './column-types.ts'
import { createDjangoTablesOnPostgres } from './django-tables-on-postgres.ts'
import { createDjangoTablesOnSqlite } from './django-tables-on-sqlite.ts'

/** Django's tables as Django's own migrations leave them, where they are missing. Where they exist nothing is touched. */
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export const up = (db: Kysely<any>): Promise<void> => (isPostgres(db) ? createDjangoTablesOnPostgres(db) : createDjangoTablesOnSqlite(db))
