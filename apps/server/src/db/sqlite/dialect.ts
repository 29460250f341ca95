import { SqliteAdapter, SqliteDialect } from 'kysely'

class TransactionalSqliteAdapter extends SqliteAdapter {
  // Without this a migration that fails stays half applied, and its retry dies on what is already there.
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Kysely's SQLite dialect with migrations that happen whole or not at all. */
export class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }
}
