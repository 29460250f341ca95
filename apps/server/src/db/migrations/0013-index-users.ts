import { type Kysely, sql } from 'kysely'
import type { UserModel } from '../user-model.ts'
import { isPostgres } from './column-types.ts'

/** Without them a mail to an address and a page of staff's list in the order of names read every account. What Django made is left alone. */
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>, { table, columns }: UserModel): Promise<void> {
  if (await isDjangos(db)) return
  for (const name of ['email', 'username'] as const) {
    const column = columns[name]
    if (column === null) continue
    await db.schema
      .createIndex(`latchkey_user_${name}`)
      .on(table)
      .expression(sql`lower(${sql.ref(column)})`)
      .execute()
  }
}

/** Whether Django's migrations have been here: in the schema that names without one reach, not in a neighbour's. */
// biome-ignore lint/suspicious/noExplicitAny: as above
async function isDjangos(db: Kysely<any>): Promise<boolean> {
  const known = isPostgres(db)
    ? sql`select 1 where to_regclass('django_migrations') is not null`
    : sql`select 1 from sqlite_master where name = 'django_migrations'`
  return (await known.execute(db)).rows.length > 0
}
