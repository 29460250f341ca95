import type { Kysely } from 'kysely'
import { columnTypes } from './column-types.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>): Promise<void> {
  const { identity, time } = columnTypes(db)
  await db.schema
    .createTable('latchkey_audit_event')
    .addColumn('id', ...identity)
    .addColumn('at', time, (column) => column.notNull())
    .addColumn('kind', 'varchar(40)', (column) => column.notNull())
    .addColumn('actor', 'varchar(40)', (column) => column.notNull())
    // No reference: the trail outlives the account.
    .addColumn('user_id', 'bigint')
    .addColumn('session_id', 'varchar(64)')
    .addColumn('outcome', 'varchar(10)', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('username', 'varchar(150)')
    .addColumn('ip', 'varchar(64)')
    .addColumn('device', 'varchar(100)')
    .addColumn('salt', 'varchar(32)')
    .addColumn('personal_digest', 'varchar(64)', (column) => column.notNull())
    .addColumn('seal_id', 'bigint')
    .execute()
  await db.schema.createIndex('latchkey_audit_event_at').on('latchkey_audit_event').columns(['at', 'id']).execute()
  await db.schema.createIndex('latchkey_audit_event_user').on('latchkey_audit_event').columns(['user_id', 'at', 'id']).execute()
  await db.schema.createIndex('latchkey_audit_event_seal').on('latchkey_audit_event').columns(['seal_id', 'at', 'id']).execute()
}
