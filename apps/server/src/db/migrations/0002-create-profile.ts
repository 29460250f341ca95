import type { Kysely } from 'kysely'
import { columnTypes } from './column-types.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('latchkey_profile')
    .addColumn('user_id', 'integer', (column) => column.notNull().primaryKey().references('auth_user.id').onDelete('cascade'))
    .addColumn('full_name', 'varchar(300)', (column) => column.notNull())
    .addColumn('bio', 'varchar(300)', (column) => column.notNull())
    .addColumn('image', 'varchar(100)', (column) => column.notNull())
    .addColumn('verified', columnTypes(db).boolean, (column) => column.notNull())
    .execute()
}
