import type { Kysely } from 'kysely'
import { columnTypes } from './column-types.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>): Promise<void> {
  const { time } = columnTypes(db)
  await db.schema
    .createTable('latchkey_audit_seal')
    .addColumn('id', 'bigint', (column) => column.notNull().primaryKey())
    .addColumn('seal', 'varchar(64)', (column) => column.notNull())
    .addColumn('until', time, (column) => column.notNull())
    .addColumn('members', 'text', (column) => column.notNull())
    .execute()
}
