import { AuthError } from '@latchkey/contract'
import type { Account, Profile } from '../accounts/account.ts'
import type { NewAccount } from '../accounts/account-store.ts'
import type { AuditRecord } from '../audit/audit-event.ts'
import { createAuditQueries } from './audit-queries.ts'
import type { Database } from './database.ts'
import { createIdentifiers } from './identifiers.ts'
import { createProfileQueries } from './profile-queries.ts'
import type { StoredBoolean, StoredTime } from './stored-values.ts'
import { first, type Unit } from './unit.ts'

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

/** Other projects let more be NULL than Django's own user does. */
interface AccountRow {
  id: number
  username: string | null
  email: string | null
  first_name: string | null
  last_name: string | null
  is_active: StoredBoolean
  is_staff: StoredBoolean
  is_superuser: StoredBoolean
  password: string
  date_joined: StoredTime | null
  last_login: StoredTime | null
}

/** What the stores of accounts have in common: rows and what they mean, and the units that write them. */
export function createAccountUnits(database: Database) {
  const { query, values, users, locksRows } = database
  const profiles = createProfileQueries(database)
  const audit = createAuditQueries(database)
  const takenField = createIdentifiers(database)

  const toAccount = (row: AccountRow): Account => ({
    id: row.id,
    username: row.username ?? '',
    email: row.email ?? '',
    firstName: row.first_name ?? '',
    lastName: row.last_name ?? '',
    isActive: values.fromBoolean(row.is_active),
    isStaff: values.fromBoolean(row.is_staff),
    isSuperuser: values.fromBoolean(row.is_superuser),
    password: row.password,
    dateJoined: row.date_joined === null ? new Date(0) : values.fromTime(row.date_joined),
    lastLogin: row.last_login === null ? null : values.fromTime(row.last_login),
  })

  function* create(input: NewAccount, event?: (id: number) => AuditRecord): Unit<number | null> {
    if ((yield* takenField(input, null)) !== null) return null
    const row = {
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
    }
    const created = yield* first(
      query
        .insertInto(users.table)
        .values({ ...users.extra(users.model.extra, input), ...users.written(row) })
        .onConflict((conflict) => conflict.doNothing())
        .returning(({ ref }) => ref(users.column('id')).as('id')),
    )
    if (!created) return null
    if (input.id !== undefined) yield* database.reserveIds(users.table, users.column('id'))
    yield* profiles.create({ id: created.id, username: input.username, email: input.email }, input.profile)
    if (event) yield* audit.record(event(created.id))
    return created.id
  }

  function* updateProfile(id: number, update: Partial<Profile>): Unit<Profile> {
    const owned = query.selectFrom(users.rows).select(['username', 'email']).where('id', '=', id)
    const owner = yield* first(locksRows ? owned.forKeyShare() : owned)
    // Whoever was let in a moment ago may have been deleted since.
    if (!owner) throw new AuthError('user_not_found')
    return yield* profiles.update({ id, username: owner.username ?? '', email: owner.email ?? '' }, update)
  }

  return { toAccount, toProfile: profiles.toProfile, profile: profiles.of, create, updateProfile }
}
