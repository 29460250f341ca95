import type { ColumnMetadata, TableMetadata } from 'kysely'
import type { Database } from './database.ts'
import { UnknownSchema } from './unknown-schema.ts'
import type { ExtraColumns, ProfileColumn, UserColumn, UserModel } from './user-model.ts'

const INTEGER = /^(?:tiny|small|medium|big)?(?:int|integer|serial)\d?\b|^int[248]\b/i
const TEXT = /^(?:varchar|character varying|char|bpchar|text|citext)\b/i
const TIME = /^(?:datetime|timestamp|timestamptz)\b/i
const BOOLEAN = /^bool(?:ean)?\b/i

/** What a column may be for us to read and write it as Django does. */
export const KINDS = { integer: INTEGER, text: TEXT, time: TIME, boolean: BOOLEAN } as const
export type Kind = keyof typeof KINDS

const USER_KINDS: Readonly<Record<UserColumn, Kind>> = {
  id: 'integer',
  password: 'text',
  last_login: 'time',
  is_superuser: 'boolean',
  username: 'text',
  first_name: 'text',
  last_name: 'text',
  email: 'text',
  is_staff: 'boolean',
  is_active: 'boolean',
  date_joined: 'time',
}
const PROFILE_KINDS: Readonly<Record<ProfileColumn, Kind>> = { full_name: 'text', bio: 'text', image: 'text', verified: 'boolean' }

/**
 * Throws one {@link UnknownSchema} that says everything in which the user model does not fit the tables of this database; the settings to mend are
 * named. Where the tables are yet to be made there is nothing to look at.
 */
export function checkUserModel({ users: { model } }: Database, found: ReadonlyMap<string, TableMetadata>): void {
  // Not the table of our migrations: it is there a moment before what they make.
  const isNew = !found.has('django_migrations') && !found.has('latchkey_session')
  const problems = [...userProblems(model, found.get(model.table), isNew), ...profileProblems(model, found.get(model.profile.table), isNew)]
  if (problems.length === 0) return
  throw new UnknownSchema(`The user model does not fit this database:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
}

function userProblems({ table, columns, extra }: UserModel, found: TableMetadata | undefined, isNew: boolean): string[] {
  if (!found) return isNew ? [] : [`there is no table ${table}: name the user table (AUTH_USER_MODEL) in userModel.table`]
  return problemsOf(found, { columns: named(columns, USER_KINDS), extra, setting: 'userModel' })
}

function profileProblems({ profile }: UserModel, found: TableMetadata | undefined, isNew: boolean): string[] {
  if (!found) {
    return isNew || profile.table === 'latchkey_profile'
      ? []
      : [`there is no table ${profile.table}: name the profile table in userModel.profile.table`]
  }
  const columns = [...named(profile.columns, PROFILE_KINDS), { column: profile.userColumn, kind: 'integer', key: '' } as const]
  return problemsOf(found, { columns, extra: profile.extra, setting: 'userModel.profile' })
}

interface Named {
  readonly column: string
  readonly kind: Kind
  /** Its name in the setting `columns`. */
  readonly key: string
}

const named = <Name extends string>(columns: Readonly<Record<Name, string | null>>, kinds: Readonly<Record<Name, Kind>>): Named[] =>
  (Object.keys(kinds) as Name[]).flatMap((key) => {
    const column = columns[key]
    return column === null ? [] : [{ column, kind: kinds[key], key }]
  })

function problemsOf(
  { name: table, columns: found }: TableMetadata,
  { columns, extra, setting }: { columns: readonly Named[]; extra: ExtraColumns; setting: string },
): string[] {
  const byName = new Map(found.map((column) => [column.name, column]))
  const known = columns.flatMap(({ column, kind, key }) => {
    const place = key === '' ? `${setting}.userColumn` : `${setting}.columns.${key}`
    const there = byName.get(column)
    if (!there)
      return [`${table} has no column ${column}: name it in ${place}${key === 'id' || key === 'password' ? '' : ', or say null there'}`]
    if (KINDS[kind].test(there.dataType)) return []
    return [`${table}.${column} is of type ${there.dataType}, and Latchkey takes ${kind} there (${place})`]
  })
  const missing = Object.keys(extra).filter((column) => !byName.has(column))
  const written = new Set([...columns.map(({ column }) => column), ...Object.keys(extra)])
  const open = found.filter((column) => mustBeWritten(column) && !written.has(column.name))
  return [
    ...known,
    ...missing.map((column) => `${table} has no column ${column}, which ${setting}.extra names`),
    ...open.map(({ name }) => `${table}.${name} must have a value when a row is made: say which in ${setting}.extra`),
  ]
}

/** SQLite does not tell that an INTEGER PRIMARY KEY fills itself in where it was not declared AUTOINCREMENT. */
const mustBeWritten = ({ name, isNullable, hasDefaultValue, isAutoIncrementing }: ColumnMetadata): boolean =>
  !isNullable && !hasDefaultValue && !isAutoIncrementing && name !== 'id'
