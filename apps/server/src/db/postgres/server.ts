import { sql } from 'kysely'
import type { Database } from '../database.ts'

/** Whether two connections lead to one database, whatever their URLs call it. */
export async function isSameDatabase(one: Database, other: Database): Promise<boolean> {
  // No two servers start in the same microsecond.
  const identity = sql<{ name: string; started: string }>`select current_database() as name, pg_postmaster_start_time()::text as started`
  const [here, there] = await Promise.all([one, other].map(async ({ query }) => (await identity.execute(query)).rows[0]))
  return here !== undefined && here.name === there?.name && here.started === there.started
}

/** Why Latchkey could not work on this database, in words that follow "cannot write here"; null if it can. */
export async function writeProblemOf({ query }: Database): Promise<string | null> {
  const { rows } = await sql<{ standby: boolean; may_create: boolean | null; user: string }>`
    select pg_is_in_recovery() as standby, has_schema_privilege(current_schema(), 'create') as may_create, current_user as user
  `.execute(query)
  if (rows[0]?.standby) return 'the server is a standby, which is read-only'
  return rows[0]?.may_create ? null : `${rows[0]?.user} may not make tables in its schema`
}
