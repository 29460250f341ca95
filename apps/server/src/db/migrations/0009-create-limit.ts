import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('latchkey_limit')
    .addColumn('key', 'varchar(64)', (column) => column.notNull().primaryKey())
    .addColumn('drained_at', 'bigint', (column) => column.notNull())
    .addColumn('free_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('latchkey_limit_drained_at').on('latchkey_limit').column('drained_at').execute()
}
