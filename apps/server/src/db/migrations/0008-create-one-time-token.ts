import type { Kysely } from 'kysely'
import { columnTypes } from './column-types.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>): Promise<void> {
  const { time } = columnTypes(db)
  await db.schema
    .createTable('latchkey_one_time_token')
    .addColumn('digest', 'varchar(64)', (column) => column.notNull().primaryKey())
    .addColumn('user_id', 'integer', (column) => column.notNull().references('auth_user.id').onDelete('cascade'))
    .addColumn('purpose', 'varchar(20)', (column) => column.notNull())
    .addColumn('email', 'varchar(254)', (column) => column.notNull())
    .addColumn('account_state', 'varchar(64)', (column) => column.notNull())
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('expires_at', time, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('latchkey_one_time_token_user_id').on('latchkey_one_time_token').column('user_id').execute()
}
