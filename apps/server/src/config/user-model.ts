import { z } from 'zod'
import {
  DJANGO_USER_MODEL,
  type ExtraColumns,
  type ExtraValue,
  type ProfileColumn,
  type UserColumn,
  type UserModel,
} from '../db/user-model.ts'

const name = z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of a table or column')
const column = name.nullable().optional()

const isExtra = (value: unknown): value is ExtraColumns[string] =>
  value === null || value instanceof Date || ['string', 'number', 'bigint', 'boolean', 'function'].includes(typeof value)
const extra = z
  .record(name, z.custom<ExtraColumns[string]>(isExtra, 'must be a text, a number, a boolean, a Date, null, or a function that gives one'))
  .default({})

const Columns = z.strictObject({
  id: name.optional(),
  password: name.optional(),
  last_login: column,
  is_superuser: column,
  username: column,
  first_name: column,
  last_name: column,
  email: column,
  is_staff: column,
  is_active: column,
  date_joined: column,
} satisfies Record<UserColumn, z.ZodType>)

const ProfileColumns = z.strictObject({
  full_name: column,
  bio: column,
  image: column,
  verified: column,
} satisfies Record<ProfileColumn, z.ZodType>)

const Profile = z.strictObject({ table: name, userColumn: name.default('user_id'), columns: ProfileColumns.default({}), extra })

const UserModelFile = z
  .strictObject({ table: name, columns: Columns.default({}), loginColumn: name.optional(), extra, profile: Profile.optional() })
  .transform((file, context): UserModel => {
    const columns = { ...DJANGO_USER_MODEL.columns, ...known(file.columns) }
    const { loginColumn = columns.username ?? columns.email ?? '' } = file
    // A login column that is neither of the two is what this project calls its usernames.
    if (loginColumn !== columns.email && file.columns.username === undefined) columns.username = loginColumn
    const login = loginColumn === columns.username ? 'username' : loginColumn === columns.email ? 'email' : null
    if (login === null) {
      context.addIssue({ code: 'custom', path: ['loginColumn'], message: 'must be the column of username or of email' })
      return z.NEVER
    }
    const { profile = DJANGO_USER_MODEL.profile } = file
    return {
      table: file.table,
      columns,
      login,
      identifiers: [login],
      extra: file.extra,
      profile: { ...profile, columns: { ...DJANGO_USER_MODEL.profile.columns, ...known(profile.columns) } },
    }
  })

/** Without what was not said. */
const known = <T extends object>(columns: T): { [Key in keyof T]: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as never

/** Where a project keeps its users, as `latchkey.config.ts` says it: only what differs from Django's own user. */
export interface UserModelSetting {
  /** Name of the user table. */
  readonly table: string
  /** By their names in Django's `auth_user`: the columns that are called otherwise, and null for those that do not exist. */
  readonly columns?: Partial<Record<UserColumn, string | null>> & { readonly id?: string; readonly password?: string }
  /** The column that holds the login name (USERNAME_FIELD). Default: that of `username`. */
  readonly loginColumn?: string
  /** Columns of this project alone that must have a value when a user is made: the value, or a function of the new account. */
  readonly extra?: Readonly<Record<string, ExtraValue | ((account: { username: string; email: string }) => ExtraValue)>>
  /** The profile table. Default: a table of Latchkey's own. */
  readonly profile?: {
    readonly table: string
    /** The column that refers to the user. Default: `user_id`. */
    readonly userColumn?: string
    readonly columns?: Partial<Record<ProfileColumn, string | null>>
    readonly extra?: ExtraColumns
  }
}

/** Reads the setting `userModel`. Returns the model or every problem, each a sentence that begins with the name to mend. */
export function readUserModel(value: unknown): UserModel | readonly string[] {
  if (value === undefined) return DJANGO_USER_MODEL
  const { data, error } = UserModelFile.safeParse(value)
  return data ?? problemsIn('userModel', error)
}

/** What zod found, as problems of the configuration. */
export const problemsIn = (setting: string, error: z.ZodError | undefined): readonly string[] =>
  (error?.issues ?? []).map(({ path, message }) => `${[setting, ...path].join('.')}: ${message}`)
