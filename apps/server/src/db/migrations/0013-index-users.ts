import { type Kysely, sql } from 'kysely'
import type { UserModel } from '../user-model.ts'

/** Without them a mail to an address and a page of staff's list read every account. A database that a Django made is left as it is. */
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen in time and must not know today's table types
export async function up(db: Kysely<any>, { table, columns }: UserModel): Promise<void> {
  if ((await db.introspection.getTables()).some(({ name }) => name === 'django_migrations')) return
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
