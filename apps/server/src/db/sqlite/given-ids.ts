import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { first, type Unit, write } from '../unit.ts'

/** The highest id that AUTOINCREMENT ever gave in a table, rows that are gone included; 0 if it never did. */
export function* lastGivenId(query: Kysely<Tables>, table: string): Unit<number> {
  const sequences = yield* first(sql`select 1 from sqlite_master where name = 'sqlite_sequence'`.compile(query))
  if (!sequences) return 0
  const found = yield* first(sql<{ seq: number }>`select seq from sqlite_sequence where name = ${table}`.compile(query))
  return found?.seq ?? 0
}

/** Lets AUTOINCREMENT go on above `least`; it knows by itself of every row that there is. */
export function* reserveIds(query: Kysely<Tables>, table: string, least: number): Unit<void> {
  if ((yield* lastGivenId(query, table)) >= least) return
  yield* write(sql`delete from sqlite_sequence where name = ${table}`.compile(query))
  yield* write(sql`insert into sqlite_sequence (name, seq) values (${table}, cast(${least} as integer))`.compile(query))
}
