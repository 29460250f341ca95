import { type Kysely, sql } from 'kysely'

/** The user that Django's own migrations leave on SQLite, where it is missing. */
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function createUserOnSqlite(db: Kysely<any>): Promise<void> {
  const boolean = sql`bool`
  await db.schema
    .createTable('auth_user')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.notNull().primaryKey().autoIncrement())
    .addColumn('password', 'varchar(128)', (column) => column.notNull())
    .addColumn('last_login', 'datetime')
    .addColumn('is_superuser', boolean, (column) => column.notNull())
    .addColumn('username', 'varchar(150)', (column) => column.notNull().unique())
    .addColumn('last_name', 'varchar(150)', (column) => column.notNull())
    .addColumn('email', 'varchar(254)', (column) => column.notNull())
    .addColumn('is_staff', boolean, (column) => column.notNull())
    .addColumn('is_active', boolean, (column) => column.notNull())
    .addColumn('date_joined', 'datetime', (column) => column.notNull())
    .addColumn('first_name', 'varchar(150)', (column) => column.notNull())
    .execute()
}

/** What SimpleJWT's blacklist app leaves there, where it is missing. */
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function createTokensOnSqlite(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('token_blacklist_outstandingtoken')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.notNull().primaryKey().autoIncrement())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('created_at', 'datetime')
    .addColumn('expires_at', 'datetime', (column) => column.notNull())
    .addColumn('user_id', 'integer', (column) => column.references('auth_user.id'))
    .addColumn('jti', 'varchar(255)', (column) => column.notNull().unique())
    .execute()
  await db.schema
    .createIndex('token_blacklist_outstandingtoken_user_id_83bc629a')
    .ifNotExists()
    .on('token_blacklist_outstandingtoken')
    .column('user_id')
    .execute()
  await db.schema
    .createTable('token_blacklist_blacklistedtoken')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.notNull().primaryKey().autoIncrement())
    .addColumn('blacklisted_at', 'datetime', (column) => column.notNull())
    .addColumn('token_id', 'bigint', (column) => column.notNull().unique().references('token_blacklist_outstandingtoken.id'))
    .execute()
}
