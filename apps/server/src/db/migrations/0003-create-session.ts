import type { Kysely } from 'kysely'
import { columnTypes } from './column-types.ts'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>): Promise<void> {
  const { time, seconds, tokenId } = columnTypes(db)
  await db.schema
    .createTable('latchkey_session')
    .addColumn('id', 'varchar(32)', (column) => column.notNull().primaryKey())
    .addColumn('user_id', 'integer', (column) => column.references('auth_user.id').onDelete('cascade'))
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('last_seen_at', time, (column) => column.notNull())
    .addColumn('expires_at', time, (column) => column.notNull())
    .addColumn('ended_at', time)
    .addColumn('end_reason', 'varchar(20)')
    .addColumn('user_agent', 'varchar(300)', (column) => column.notNull())
    .addColumn('ip', 'varchar(64)', (column) => column.notNull())
    .addColumn('current_jti', 'varchar(255)', (column) => column.notNull())
    .addColumn('current_issued_at', seconds, (column) => column.notNull())
    .addColumn('current_expires_at', seconds, (column) => column.notNull())
    .addColumn('parent_jti', 'varchar(255)')
    .addColumn('rotated_at', time)
    .execute()
  await db.schema.createIndex('latchkey_session_user_id').on('latchkey_session').column('user_id').execute()
  await db.schema
    .createTable('latchkey_session_token')
    .addColumn('token_id', tokenId, (column) =>
      column.notNull().primaryKey().references('token_blacklist_outstandingtoken.id').onDelete('cascade'),
    )
    // Neither a reference nor an index: each would cost every rotation a page, and ending a session finds its tokens by their user.
    .addColumn('session_id', 'varchar(32)', (column) => column.notNull())
    .execute()
}
