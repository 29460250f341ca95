import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('latchkey_token_epoch')
    // No reference: ids are not given twice, and users may be in another table than Django's own.
    .addColumn('user_id', 'bigint', (column) => column.notNull().primaryKey())
    .addColumn('epoch', 'bigint', (column) => column.notNull())
    .execute()
}
