import { type Account, BLANK_PROFILE, type Profile } from '../accounts/account.ts'
import type { NewAccount } from '../accounts/account-store.ts'
import type { AuditRecord } from '../audit/audit-event.ts'
import { createAuditQueries } from './audit-queries.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import type { StoredBoolean, StoredTime } from './stored-values.ts'
import { first, type Unit, write } from './unit.ts'

export const ACCOUNT_COLUMNS = [
  'id',
  'username',
  'email',
  'first_name',
  'last_name',
  'is_active',
  'is_staff',
  'is_superuser',
  'password',
  'date_joined',
  'last_login',
] as const

interface AccountRow {
  id: number
  username: string
  email: string
  first_name: string
  last_name: string
  is_active: StoredBoolean
  is_staff: StoredBoolean
  is_superuser: StoredBoolean
  password: string
  date_joined: StoredTime
  last_login: StoredTime | null
}

interface ProfileRow {
  full_name: string | null
  bio: string | null
  image: string | null
  verified: StoredBoolean | null
}

/** What the stores of accounts have in common: rows and what they mean, and the units that write them. */
export function createAccountUnits(database: Database) {
  const { query, values } = database
  const audit = createAuditQueries(database)

  const toAccount = (row: AccountRow): Account => ({
    id: row.id,
    username: row.username,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    isActive: values.fromBoolean(row.is_active),
    isStaff: values.fromBoolean(row.is_staff),
    isSuperuser: values.fromBoolean(row.is_superuser),
    password: row.password,
    dateJoined: values.fromTime(row.date_joined),
    lastLogin: row.last_login === null ? null : values.fromTime(row.last_login),
  })

  const profileRow = prepared<{ id: number }>()((value) =>
    query.selectFrom('latchkey_profile').select(['full_name', 'bio', 'image', 'verified']).where('user_id', '=', value('id')),
  )

  /** Columns are null where a join found no profile. */
  const toProfile = (row: ProfileRow | null): Profile =>
    row === null || row.full_name === null
      ? BLANK_PROFILE
      : {
          fullName: row.full_name,
          bio: row.bio ?? '',
          image: row.image ?? '',
          verified: row.verified !== null && values.fromBoolean(row.verified),
        }

  function* profile(id: number): Unit<Profile> {
    return toProfile(yield* first(profileRow({ id })))
  }

  const profileColumns = (of: Profile) => ({
    full_name: of.fullName,
    bio: of.bio,
    image: of.image,
    verified: values.toBoolean(of.verified),
  })

  function* create(input: NewAccount, event?: (id: number) => AuditRecord): Unit<number | null> {
    const created = yield* first(
      query
        .insertInto('auth_user')
        .values({
          ...(input.id === undefined ? {} : { id: input.id }),
          username: input.username,
          email: input.email,
          first_name: input.firstName,
          last_name: input.lastName,
          is_active: values.toBoolean(input.isActive),
          is_staff: values.toBoolean(input.isStaff),
          is_superuser: values.toBoolean(input.isSuperuser),
          password: input.password,
          date_joined: values.toTime(input.dateJoined),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id'),
    )
    if (!created) return null
    yield* write(query.insertInto('latchkey_profile').values({ user_id: created.id, ...profileColumns(input.profile) }))
    if (event) yield* audit.record(event(created.id))
    return created.id
  }

  function* updateProfile(id: number, update: Partial<Profile>): Unit<Profile> {
    const updated = { ...(yield* profile(id)), ...update }
    yield* write(
      query
        .insertInto('latchkey_profile')
        .values({ user_id: id, ...profileColumns(updated) })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(profileColumns(updated))),
    )
    return updated
  }

  return { toAccount, toProfile, profile, create, updateProfile }
}
