import type { Kysely } from 'kysely'
import type { UserModel } from '../user-model.ts'
import { isPostgres } from './column-types.ts'
import { createTokensOnPostgres, createUserOnPostgres } from './django-tables-on-postgres.ts'
import { createTokensOnSqlite, createUserOnSqlite } from './django-tables-on-sqlite.ts'
import { createUserTables } from './user-table.ts'

/** Django's tables as Django's own migrations leave them, where they are missing. Where they exist nothing is touched. */
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>, model: UserModel): Promise<void> {
  const [createUser, createTokens] = isPostgres(db)
    ? [createUserOnPostgres, createTokensOnPostgres]
    : [createUserOnSqlite, createTokensOnSqlite]
  if (model.table === 'auth_user') await createUser(db)
  await createUserTables(db, model)
  await createTokens(db)
}
