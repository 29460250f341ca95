import type { ColumnValue } from '../accounts/account-store.ts'
import type { UserModel } from '../db/user-model.ts'
import { DJANGO_USER_MODEL } from '../db/user-model.ts'
import { type RegistrationForm, readRegistration } from './registration.ts'
import type { Source } from './source.ts'
import { readUserModel } from './user-model.ts'

/**
 * What the tokens of a login carry besides SimpleJWT's own claims, in this order. `user` is the user's row by the names of its
 * columns, without the password; `profile` is the profile by the names of the profile claims.
 */
export type ClaimsFunction = (
  user: Readonly<Record<string, ColumnValue>>,
  profile: Readonly<{ full_name: string; bio: string; image: string; verified: boolean }>,
) => Readonly<Record<string, unknown>>

export interface UserSettings {
  readonly userModel: UserModel
  /** Null where the config file names no claims. */
  readonly claims: ClaimsFunction | null
  /** Null for the form of Django's own user. */
  readonly registration: RegistrationForm | null
}

/** Settings that only the config file can hold. */
export const FILE_ONLY = ['userModel', 'claims', 'registration'] as const

/** Reads what the config file says of users; what is wrong becomes a problem of the source. */
export function readUsers(source: Source): UserSettings {
  const model = readUserModel(source.inFile('userModel'))
  const registration = readRegistration(source.inFile('registration'))
  const claims = source.inFile('claims') ?? null
  if ('length' in model) source.report(model)
  if ('length' in registration) source.report(registration)
  if (claims !== null && typeof claims !== 'function') source.report(['claims: must be a function of the user that returns an object'])
  const userModel = 'length' in model ? DJANGO_USER_MODEL : model
  const form = 'length' in registration ? null : registration.form
  if (form && !form.fields.some(({ name }) => name === userModel.login)) {
    source.report([`registration.fields: must name ${userModel.login}, which users log in with`])
  }
  // Whether it returns what it should is seen when it is called.
  return { userModel, claims: typeof claims === 'function' ? (claims as ClaimsFunction) : null, registration: form }
}

/** The model with all that accounts are named by: its login column, and the columns that these settings name. */
export function withIdentifiers(model: UserModel, named: readonly (string | null)[]): UserModel {
  const isNamed = (column: string | null): boolean => column !== null && named.includes(column)
  const identifiers = (['username', 'email'] as const).filter((field) => field === model.login || isNamed(model.columns[field]))
  return { ...model, identifiers }
}

/** Which field of an account USER_ID_FIELD names. Throws for a column that Latchkey does not identify users by. */
export function idFieldOf(column: string, { columns }: UserModel): 'id' | 'username' | 'email' {
  // Django's default is the name `id`, whatever the primary key is called.
  if (column === columns.id || column === 'id') return 'id'
  const field = (['username', 'email'] as const).find((name) => columns[name] === column)
  if (field) return field
  const names = [columns.id, columns.username, columns.email].filter((name) => name !== null)
  throw new Error(`must be ${names.join(' or ')}`)
}
