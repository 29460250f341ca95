import { type AliasedRawBuilder, type Selectable, sql } from 'kysely'
import type { StoredBoolean, StoredValues } from './stored-values.ts'
import type { DjangoTables } from './tables/django.ts'
import type { ExtraColumns, ProfileColumn, UserColumn, UserModel } from './user-model.ts'

export type UserRow = Selectable<DjangoTables['auth_user']>

/** A column that does not exist, or holds NULL, is null here. */
export interface ProfileRow {
  full_name: string | null
  bio: string | null
  image: string | null
  verified: StoredBoolean | null
}

/**
 * The user table under Django's names, whatever the configured user model calls it. `table` and `column` say by their types what a
 * column means and by their values what it is called here: queries that write use them, queries that read use `rows`.
 */
export interface Users {
  readonly model: UserModel
  /** To select from, as if it were `auth_user`: `query.selectFrom(users.rows).select('username')`. */
  readonly rows: AliasedRawBuilder<UserRow, 'auth_user'>
  /** The same of profiles, as if they were in `latchkey_profile`. */
  readonly profiles: AliasedRawBuilder<ProfileRow & { user_id: number }, 'latchkey_profile'>
  /** To insert into and to update. */
  readonly table: 'auth_user'
  column<Name extends UserColumn>(name: Name): Name
  /** A row, or a part of one, for the columns that there are. */
  written<Row extends Partial<UserRow>>(row: Row): Row
  /** What the columns get that only this user model has. */
  extra(columns: ExtraColumns, account: { username: string; email: string }): Record<string, unknown>
}

/** How a user model's tables are spoken of in one kind of database. */
export function createUsers(model: UserModel, values: StoredValues): Users {
  /** What an account is taken to have where the table does not say. */
  const absent: Record<UserColumn, unknown> = {
    id: null,
    password: '',
    last_login: null,
    is_superuser: values.toBoolean(false),
    username: '',
    first_name: '',
    last_name: '',
    email: '',
    is_staff: values.toBoolean(false),
    is_active: values.toBoolean(true),
    date_joined: null,
  }
  const names = Object.keys(absent) as UserColumn[]
  const nameOf = (name: UserColumn): string | null => model.columns[name] ?? (name === 'username' ? model.columns[model.login] : null)

  const selections = names.map((name) => {
    const column = nameOf(name)
    return column === null ? sql`${sql.lit(absent[name])} as ${sql.ref(name)}` : sql`${sql.ref(column)} as ${sql.ref(name)}`
  })
  const isDjangos = model.table === 'auth_user' && names.every((name) => model.columns[name] === name)
  const source = isDjangos
    ? sql<UserRow>`${sql.table(model.table)}`
    : sql<UserRow>`(select ${sql.join(selections)} from ${sql.table(model.table)})`

  return {
    model,
    rows: source.as('auth_user'),
    profiles: profilesOf(model),
    // The types speak of Django's names, the values of this table's: what is checked is the meaning.
    table: model.table as 'auth_user',
    column: <Name extends UserColumn>(name: Name) => {
      const column = nameOf(name)
      if (column === null) throw new TypeError(`The user model has no column for ${name}.`)
      return column as Name
    },
    written: (row) => {
      const known = Object.entries(row).flatMap(([name, value]) => {
        const column = model.columns[name as UserColumn]
        return column === null ? [] : [[column, value] as const]
      })
      return Object.fromEntries(known) as typeof row
    },
    extra: (columns, account) =>
      Object.fromEntries(
        Object.entries(columns).map(([column, given]) => {
          const value = typeof given === 'function' ? given(account) : given
          if (value instanceof Date) return [column, values.toTime(value)]
          return [column, typeof value === 'boolean' ? values.toBoolean(value) : value]
        }),
      ),
  }
}

function profilesOf({ profile }: UserModel): Users['profiles'] {
  const names: readonly ProfileColumn[] = ['full_name', 'bio', 'image', 'verified']
  const selections = names.map((name) => {
    const column = profile.columns[name]
    return column === null ? sql`null as ${sql.ref(name)}` : sql`${sql.ref(column)} as ${sql.ref(name)}`
  })
  const source = sql<
    ProfileRow & { user_id: number }
  >`(select ${sql.ref(profile.userColumn)} as user_id, ${sql.join(selections)} from ${sql.table(profile.table)})`
  return source.as('latchkey_profile')
}
