import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { first, type Unit, write } from '../unit.ts'

/** The sequence that a column takes its values from; null if it has none. */
const sequenceOf = (table: string, column: string) => sql`pg_get_serial_sequence(${quotedName(table)}, ${column})::regclass`

/** A table's name as PostgreSQL's functions take it in text. */
export const quotedName = (table: string): string => `"${table.replaceAll('"', '""').split('.').join('"."')}"`

/** The highest id that the column's sequence ever gave, rows that are gone included; 0 if it never did. */
export function* lastGivenId(query: Kysely<Tables>, table: string, column: string): Unit<number> {
  const last = sql<{ last: number }>`select coalesce(pg_sequence_last_value(${sequenceOf(table, column)}), 0) as last`
  return Number((yield* first(last.compile(query)))?.last ?? 0)
}

/** Lets the column's sequence go on above `least` and above every row that there is. */
export function* reserveIds(query: Kysely<Tables>, table: string, { column, least }: { column: string; least: number }): Unit<void> {
  const ids = sql`select ${sequenceOf(table, column)} as sequence, greatest(max(${sql.ref(column)}), ${sql.lit(least)}) as largest
    from ${sql.table(table)}`
  const reserve = sql`select setval(sequence, largest) from (${ids}) as ids where largest > coalesce(pg_sequence_last_value(sequence), 0)`
  yield* write(reserve.compile(query))
}
