import { type Kysely, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
type AnyDatabase = Kysely<any>

/** The user that Django's own migrations leave on PostgreSQL, names of constraints and indexes included, where it is missing. */
export async function createUserOnPostgres(db: AnyDatabase): Promise<void> {
  if (await isMissing(db, 'auth_user')) await createUser(db)
}

/** What SimpleJWT's blacklist app leaves there, where it is missing. */
export async function createTokensOnPostgres(db: AnyDatabase): Promise<void> {
  if (await isMissing(db, 'token_blacklist_outstandingtoken')) await createOutstandingToken(db)
  if (await isMissing(db, 'token_blacklist_blacklistedtoken')) await createBlacklistedToken(db)
}

async function isMissing(db: AnyDatabase, table: string): Promise<boolean> {
  const { rows } = await sql<{ found: string | null }>`select to_regclass(${table})::text as found`.execute(db)
  return rows[0]?.found === null
}

async function createUser(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('auth_user')
    .addColumn('id', 'integer', (column) => column.primaryKey().generatedByDefaultAsIdentity())
    .addColumn('password', 'varchar(128)', (column) => column.notNull())
    .addColumn('last_login', 'timestamptz')
    .addColumn('is_superuser', 'boolean', (column) => column.notNull())
    .addColumn('username', 'varchar(150)', (column) => column.notNull().unique())
    .addColumn('first_name', 'varchar(150)', (column) => column.notNull())
    .addColumn('last_name', 'varchar(150)', (column) => column.notNull())
    .addColumn('email', 'varchar(254)', (column) => column.notNull())
    .addColumn('is_staff', 'boolean', (column) => column.notNull())
    .addColumn('is_active', 'boolean', (column) => column.notNull())
    .addColumn('date_joined', 'timestamptz', (column) => column.notNull())
    .execute()
  await sql`create index auth_user_username_6821ab7c_like on auth_user (username varchar_pattern_ops)`.execute(db)
}

async function createOutstandingToken(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('token_blacklist_outstandingtoken')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedByDefaultAsIdentity())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz')
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .addColumn('user_id', 'integer')
    .addColumn('jti', 'varchar(255)', (column) => column.notNull())
    .addUniqueConstraint('token_blacklist_outstandingtoken_jti_hex_d9bdf6f7_uniq', ['jti'])
    .addForeignKeyConstraint('token_blacklist_outs_user_id_83bc629a_fk_auth_user', ['user_id'], 'auth_user', ['id'], (key) =>
      key.deferrable().initiallyDeferred(),
    )
    .execute()
  await sql`create index token_blacklist_outstandingtoken_jti_hex_d9bdf6f7_like
    on token_blacklist_outstandingtoken (jti varchar_pattern_ops)`.execute(db)
  await sql`create index token_blacklist_outstandingtoken_user_id_83bc629a on token_blacklist_outstandingtoken (user_id)`.execute(db)
}

async function createBlacklistedToken(db: AnyDatabase): Promise<void> {
  await db.schema
    .createTable('token_blacklist_blacklistedtoken')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedByDefaultAsIdentity())
    .addColumn('blacklisted_at', 'timestamptz', (column) => column.notNull())
    .addColumn('token_id', 'bigint', (column) => column.notNull().unique())
    .addForeignKeyConstraint(
      'token_blacklist_blacklistedtoken_token_id_3cc7fe56_fk',
      ['token_id'],
      'token_blacklist_outstandingtoken',
      ['id'],
      (key) => key.deferrable().initiallyDeferred(),
    )
    .execute()
}
