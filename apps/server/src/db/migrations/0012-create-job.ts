import type { Kysely } from 'kysely'
import { columnTypes } from './column-types.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('latchkey_job')
    .addColumn('name', 'varchar(40)', (column) => column.notNull().primaryKey())
    .addColumn('due_at', columnTypes(db).time, (column) => column.notNull())
    .execute()
}
