import type { DjangoTables } from './tables/django.ts'

/** A column of the user table, by the name that it has in Django's own `auth_user`. */
export type UserColumn = keyof DjangoTables['auth_user']
/** A column of the profile table, by the name that it has in `latchkey_profile`. */
export type ProfileColumn = 'full_name' | 'bio' | 'image' | 'verified'

export type ExtraValue = string | number | bigint | boolean | Date | null
/** What a column that Latchkey does not know gets when a row is made: a value, or a function of the new account. */
export type ExtraColumns = Readonly<Record<string, ExtraValue | ((account: { username: string; email: string }) => ExtraValue)>>

/** Where profiles are kept. A column that is null does not exist. */
export interface ProfileTable {
  readonly table: string
  /** The column that refers to the user. */
  readonly userColumn: string
  readonly columns: Readonly<Record<ProfileColumn, string | null>>
  readonly extra: ExtraColumns
}

/** Where a project keeps its users (Django's AUTH_USER_MODEL). A column that is null does not exist. */
export interface UserModel {
  readonly table: string
  readonly columns: Readonly<Record<UserColumn, string | null>> & { readonly id: string; readonly password: string }
  /** Which of the columns holds the login name (USERNAME_FIELD). */
  readonly login: 'username' | 'email'
  /** What any login or token names an account by: no two may have the same. */
  readonly identifiers: readonly ('username' | 'email')[]
  readonly extra: ExtraColumns
  readonly profile: ProfileTable
}

/** `django.contrib.auth`'s own user, with the profile beside it. */
export const DJANGO_USER_MODEL: UserModel = {
  table: 'auth_user',
  columns: {
    id: 'id',
    password: 'password',
    last_login: 'last_login',
    is_superuser: 'is_superuser',
    username: 'username',
    first_name: 'first_name',
    last_name: 'last_name',
    email: 'email',
    is_staff: 'is_staff',
    is_active: 'is_active',
    date_joined: 'date_joined',
  },
  login: 'username',
  identifiers: ['username'],
  extra: {},
  profile: {
    table: 'latchkey_profile',
    userColumn: 'user_id',
    columns: { full_name: 'full_name', bio: 'bio', image: 'image', verified: 'verified' },
    extra: {},
  },
}
