import { type Kysely, sql } from 'kysely'
import type { Reference } from '../database.ts'
import type { Tables } from '../tables/index.ts'
import { all, type Unit } from '../unit.ts'
import { quotedName } from './given-ids.ts'

/** The columns of other tables that refer to this one and keep its rows from being deleted. */
export const referencesTo = (query: Kysely<Tables>, table: string): Unit<readonly Reference[]> =>
  all(
    sql<Reference>`
      select referring.relname as "table", attribute.attname as "column"
      from pg_constraint as reference
      join pg_class as referring on referring.oid = reference.conrelid
      join pg_attribute as attribute on attribute.attrelid = reference.conrelid and attribute.attnum = any (reference.conkey)
      where reference.contype = 'f' and reference.confrelid = to_regclass(${quotedName(table)}) and reference.confdeltype in ('a', 'r')`.compile(
      query,
    ),
  )
