import type { Column } from '../doctor-store.ts'
import type { DoctorEnvironment } from '../environment.ts'
import { error, note, ok, type Statement, warning } from '../finding.ts'

type UserTable = DoctorEnvironment['userTable']
type Tables = ReadonlyMap<string, readonly Column[]>

const OUTSTANDING = 'token_blacklist_outstandingtoken'
const BLACKLISTED = 'token_blacklist_blacklistedtoken'

const INTEGER = /^(?:int|integer|bigint|int4|int8|serial|bigserial)\b/
const TEXT = /^(?:varchar|character varying|text|citext|char|bpchar)/
const TIME = /^(?:datetime|timestamptz|timestamp)/
const BOOLEAN = /^bool/

type Columns = Readonly<Record<string, RegExp>>

/** The columns that Latchkey reads and writes, and the types it knows for them. */
const USER_COLUMNS: Columns = {
  id: INTEGER,
  password: TEXT,
  last_login: TIME,
  is_superuser: BOOLEAN,
  username: TEXT,
  first_name: TEXT,
  last_name: TEXT,
  email: TEXT,
  is_staff: BOOLEAN,
  is_active: BOOLEAN,
  date_joined: TIME,
}
const TOKEN_COLUMNS: Readonly<Record<string, Columns>> = {
  [OUTSTANDING]: { id: INTEGER, token: TEXT, created_at: TIME, expires_at: TIME, user_id: INTEGER, jti: TEXT },
  [BLACKLISTED]: { id: INTEGER, blacklisted_at: TIME, token_id: INTEGER },
}

/**
 * What kind of database this is, and whether its tables are as Latchkey needs them. `isUsable` is false where no other check of the
 * accounts could look at anything.
 */
export async function checkTables(
  { store, writeProblem, userTable }: Pick<DoctorEnvironment, 'store' | 'writeProblem' | 'userTable'>,
  tables: Tables,
): Promise<{ isUsable: boolean; statements: Statement[] }> {
  if (!store) return { isUsable: false, statements: [note('There is no database yet; the first start makes one.')] }
  const statements: Statement[] = []
  if (writeProblem !== null) statements.push(error(`Latchkey cannot write here: ${writeProblem}.`))
  if (tables.size === 0)
    return { isUsable: false, statements: [...statements, note('The database is empty; `latchkey migrate` fills it.')] }
  const isDjangos = tables.has('django_migrations')
  if (!tables.has(userTable.table)) return { isUsable: false, statements: [...statements, withoutUsers(userTable, tables, isDjangos)] }
  const expected = { [userTable.table]: userColumns(userTable), ...TOKEN_COLUMNS }
  const problems = Object.entries(expected).flatMap(([table, columns]) => columnProblems(table, columns, tables.get(table)))
  statements.push(found(userTable, tables, isDjangos), ...problems, ...tokenTables(tables), ...(await pending(store, isDjangos)))
  return { isUsable: problems.length === 0, statements }
}

const found = ({ table }: UserTable, tables: Tables, isDjangos: boolean): Statement =>
  ok(
    `${isDjangos ? "Django's" : "Latchkey's own"} database; found ${[table, OUTSTANDING, BLACKLISTED].filter((name) => tables.has(name)).join(', ')}.`,
  )

/** The columns that the user model has, as they are called there. */
const userColumns = ({ columns }: UserTable): Columns =>
  Object.fromEntries(
    Object.entries(USER_COLUMNS).flatMap(([name, type]) => {
      const column = columns[name] ?? null
      return column === null ? [] : [[column, type] as const]
    }),
  )

function withoutUsers({ table }: UserTable, tables: Tables, isDjangos: boolean): Statement {
  if (isDjangos) {
    return error(`There is no table ${table} in this database of Django.`, {
      detail: 'Its users are in a table of their own (AUTH_USER_MODEL), or django.contrib.auth is not installed.',
      mend: 'Describe the user model in latchkey.config.ts, as `userModel`.',
    })
  }
  const names = [...tables.keys()]
  return error("The database is neither empty nor Django's nor Latchkey's.", {
    detail: `Its tables: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`,
    mend: 'Name the right database in DATABASE_URL.',
  })
}

function columnProblems(table: string, expected: Readonly<Record<string, RegExp>>, columns: readonly Column[] | undefined): Statement[] {
  if (!columns) return []
  return Object.entries(expected).flatMap(([name, type]) => {
    const column = columns.find((one) => one.name === name)
    if (!column)
      return [
        error(`${table} has no column ${name}.`, { mend: "Run Django's own migrations first, with a Django of version 3.1 or newer." }),
      ]
    return type.test(column.type) ? [] : [error(`${table}.${name} is of type ${column.type}, which Latchkey does not know there.`)]
  })
}

function tokenTables(tables: Tables): Statement[] {
  if (tables.has(OUTSTANDING) && tables.has(BLACKLISTED)) return []
  if (tables.has(OUTSTANDING) !== tables.has(BLACKLISTED)) return [warning('Only one of the two token_blacklist tables is there.')]
  return [
    note("SimpleJWT's blacklist app is not installed in this Django.", {
      detail: '`latchkey migrate` adds its two tables. Should Django install the app later, run its migrations with --fake-initial.',
      mend: 'Set LATCHKEY_BLACKLIST=off to have the REST face answer as without that app.',
    }),
  ]
}

async function pending(store: NonNullable<DoctorEnvironment['store']>, isDjangos: boolean): Promise<Statement[]> {
  const names = await store.pendingMigrations()
  if (names.length === 0) return [ok('The tables of Latchkey are up to date.')]
  return [
    note(`${names.length === 1 ? 'One migration' : `${names.length} migrations`} of Latchkey would run at the next start.`, {
      detail: isDjangos ? 'They add tables that begin with latchkey_ and leave those of Django as they are.' : null,
      mend: 'Run `latchkey migrate`, or let `latchkey serve` do it.',
    }),
  ]
}
