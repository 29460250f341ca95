import { sql } from 'kysely'
import type { ColumnValue } from '../accounts/account-store.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import type { StoredBoolean, StoredTime } from './stored-values.ts'
import { first } from './unit.ts'

type Row = Readonly<Record<string, ColumnValue>>

/** Reads whole rows of the user table in JavaScript's types, which the declared types of the columns tell. */
export function createUserRowReader(database: Database): (id: number) => Promise<Row> {
  const { query, users, values } = database
  const { table, columns } = users.model
  const rowById = prepared<{ id: number }>()((value) =>
    query
      .selectFrom(sql<Record<string, unknown>>`${sql.table(table)}`.as('auth_user'))
      .selectAll()
      .where(sql.ref(columns.id), '=', value('id')),
  )
  let types: Promise<ReadonlyMap<string, string>> | null = null

  async function columnTypes(): Promise<ReadonlyMap<string, string>> {
    const found = (await query.introspection.getTables()).find(({ name }) => name === table)
    return new Map(found?.columns.map(({ name, dataType }) => [name, dataType.toLowerCase()]))
  }

  function toValue(value: unknown, type: string): ColumnValue {
    if (value === null || value === undefined) return null
    if (type.startsWith('bool')) return values.fromBoolean(value as StoredBoolean)
    if (/^(?:datetime|timestamp)/.test(type)) return values.fromTime(value as StoredTime)
    return value as ColumnValue
  }

  return async (id) => {
    types ??= columnTypes().catch((error: unknown) => {
      // The next login asks again.
      types = null
      throw error
    })
    const known = await types
    const row = (await database.read(first(rowById({ id })))) ?? {}
    const shown = Object.entries(row).filter(([name]) => name !== columns.password)
    return Object.fromEntries(shown.map(([name, value]) => [name, toValue(value, known.get(name) ?? '')]))
  }
}
