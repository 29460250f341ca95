import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'

export type StoredRow = Readonly<Record<string, unknown>>
/** Rows by table, as they are stored, in the order of their ids. */
type Rows = ReadonlyMap<string, readonly StoredRow[]>

interface DjangoState {
  /** Every table, index and constraint that is not Latchkey's, as the database describes it. */
  readonly schema: readonly unknown[]
  readonly rows: Rows
}

/** Everything in a database but the tables of Latchkey. */
export const djangoState = (url: string): Promise<DjangoState> =>
  url.startsWith('sqlite:') ? onSqlite(url.slice('sqlite:'.length)) : onPostgres(url)

async function onSqlite(file: string): Promise<DjangoState> {
  const database = new BetterSqlite3(file, { readonly: true })
  try {
    const schema = database
      .prepare("select type, name, tbl_name, sql from sqlite_master where tbl_name not like 'latchkey%' order by type, name")
      .all() as { type: string; name: string }[]
    const tables = schema.filter(({ type, name }) => type === 'table' && !name.startsWith('sqlite_'))
    const rows = tables.map(({ name }) => [name, database.prepare(`select * from "${name}" order by 1`).all() as StoredRow[]] as const)
    return { schema, rows: new Map(rows) }
  } finally {
    database.close()
  }
}

const COLUMNS = `select table_name, column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length,
    is_identity, identity_generation from information_schema.columns
  where table_schema = 'public' and table_name not like 'latchkey%' order by table_name, ordinal_position`
const INDEXES = `select indexdef from pg_indexes where schemaname = 'public' and tablename not like 'latchkey%' order by indexname`
const CONSTRAINTS = `select conrelid::regclass::text as on_table, conname, pg_get_constraintdef(oid) as definition from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'latchkey%' order by conname`
const TABLES = `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'latchkey%' order by 1`

async function onPostgres(url: string): Promise<DjangoState> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    const schema: unknown[] = []
    for (const query of [COLUMNS, INDEXES, CONSTRAINTS]) schema.push(...(await client.query(query)).rows)
    const rows = new Map<string, StoredRow[]>()
    for (const { name } of (await client.query<{ name: string }>(TABLES)).rows) {
      const { rows: stored } = await client.query<{ row: StoredRow }>(`select to_jsonb(one) as row from "${name}" one order by 1`)
      rows.set(
        name,
        stored.map(({ row }) => row),
      )
    }
    return { schema, rows }
  } finally {
    await client.end()
  }
}

/** What differs: by table, the rows that are new, and those that hold other values with only these values. */
export interface Changes {
  readonly [table: string]: { readonly added: readonly StoredRow[]; readonly changed: readonly { id: unknown; values: StoredRow }[] }
}

/** Throws for a row that is gone. */
export function changesBetween(before: Rows, after: Rows): Changes {
  const changes: Record<string, Changes[string]> = {}
  for (const [table, rows] of after) {
    const known = new Map((before.get(table) ?? []).map((row) => [keyOf(row), row]))
    const added = rows.filter((row) => !known.has(keyOf(row))).sort((one, other) => Number(one['id']) - Number(other['id']))
    const changed = rows.flatMap((row) => {
      const old = known.get(keyOf(row))
      known.delete(keyOf(row))
      const values = Object.entries(row).filter(([column, value]) => old !== undefined && old[column] !== value)
      return values.length === 0 ? [] : [{ id: keyOf(row), values: Object.fromEntries(values) }]
    })
    if (known.size > 0) throw new Error(`${table} has lost rows: ${[...known.keys()].join(', ')}`)
    if (added.length > 0 || changed.length > 0) changes[table] = { added, changed }
  }
  return changes
}

const keyOf = (row: StoredRow): unknown => row['id'] ?? row['session_key']
