import type { Kysely } from 'kysely'
import { columnTypes } from './column-types.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>): Promise<void> {
  const { identity } = columnTypes(db)
  await db.schema
    .createTable('latchkey_import')
    .addColumn('source', 'varchar(300)', (column) => column.notNull())
    .addColumn('kind', 'varchar(10)', (column) => column.notNull())
    .addColumn('last_id', 'bigint', (column) => column.notNull())
    .addColumn('counts', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('latchkey_import_pkey', ['source', 'kind'])
    .execute()
  await db.schema
    .createTable('latchkey_import_skip')
    .addColumn('id', ...identity)
    .addColumn('source', 'varchar(300)', (column) => column.notNull())
    .addColumn('kind', 'varchar(10)', (column) => column.notNull())
    .addColumn('source_id', 'bigint', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('reason', 'varchar(100)', (column) => column.notNull())
    .execute()
}
