import { type Kysely, sql } from 'kysely'
import type { Reference } from '../database.ts'
import type { Tables } from '../tables/index.ts'
import { all, type Unit } from '../unit.ts'

/** The columns of other tables that refer to this one and keep its rows from being deleted. */
export const referencesTo = (query: Kysely<Tables>, table: string): Unit<readonly Reference[]> =>
  all(
    sql<Reference>`
      select referring.name as "table", reference."from" as "column"
      from sqlite_master as referring, pragma_foreign_key_list(referring.name) as reference
      where referring.type = 'table' and lower(reference."table") = lower(${table})
        and reference.on_delete not in ('CASCADE', 'SET NULL', 'SET DEFAULT')`.compile(query),
  )
