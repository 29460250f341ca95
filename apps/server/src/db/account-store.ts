import type { Account, Identity, Profile } from '../accounts/account.ts'
import { BLANK_PROFILE } from '../accounts/account.ts'
import type { AccountStore, NewAccount } from '../accounts/account-store.ts'
import type { Database } from './database.ts'
import { createPasswordQueries } from './password-queries.ts'
import { prepared } from './prepared.ts'
import type { StoredBoolean, StoredTime } from './stored-values.ts'
import { all, first, type Unit, write } from './unit.ts'

/** Accounts to look at from either end for the hash formats in use. */
const SAMPLE = 500

const ACCOUNT_COLUMNS = [
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

/** Accounts in `auth_user`, their profiles in `latchkey_profile`. */
export function createAccountStore(database: Database): AccountStore {
  const { query, values } = database
  const passwords = createPasswordQueries(database)

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

  const selectAccount = query.selectFrom('auth_user').select(ACCOUNT_COLUMNS)
  const byId = prepared<{ id: number }>()((value) => selectAccount.where('id', '=', value('id')))
  const byUsername = prepared<{ username: string }>()((value) => selectAccount.where('username', '=', value('username')))
  const byEmail = prepared<{ email: string }>()((value) => selectAccount.where('email', '=', value('email')).orderBy('id').limit(1))
  const selectIdentity = query.selectFrom('auth_user').select(['id', 'username', 'is_active', 'is_staff', 'password'])
  const identityById = prepared<{ id: number }>()((value) => selectIdentity.where('id', '=', value('id')))
  const identityByUsername = prepared<{ username: string }>()((value) => selectIdentity.where('username', '=', value('username')))
  const identityByEmail = prepared<{ email: string }>()((value) => selectIdentity.where('email', '=', value('email')).limit(2))
  const profileRow = prepared<{ id: number }>()((value) =>
    query.selectFrom('latchkey_profile').select(['full_name', 'bio', 'image', 'verified']).where('user_id', '=', value('id')),
  )

  function* account(found: ReturnType<typeof byId>): Unit<Account | null> {
    const row = yield* first(found)
    return row && toAccount(row)
  }

  function* identity(found: ReturnType<typeof identityById>): Unit<Identity | null> {
    const [row, another] = yield* all(found)
    return row === undefined || another !== undefined
      ? null
      : {
          id: row.id,
          username: row.username,
          isActive: values.fromBoolean(row.is_active),
          isStaff: values.fromBoolean(row.is_staff),
          password: row.password,
        }
  }

  function* profile(id: number): Unit<Profile> {
    const row = yield* first(profileRow({ id }))
    if (!row) return BLANK_PROFILE
    return { fullName: row.full_name, bio: row.bio, image: row.image, verified: values.fromBoolean(row.verified) }
  }

  const profileColumns = (of: Profile) => ({
    full_name: of.fullName,
    bio: of.bio,
    image: of.image,
    verified: values.toBoolean(of.verified),
  })

  function* create(input: NewAccount): Unit<number | null> {
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

  return {
    findById: (id) => database.read(account(byId({ id }))),
    findByUsername: (username) => database.read(account(byUsername({ username }))),
    findByEmail: (email) => database.read(account(byEmail({ email }))),
    identifyById: (id) => database.read(identity(identityById({ id }))),
    identifyByUsername: (username) => database.read(identity(identityByUsername({ username }))),
    identifyByEmail: (email) => database.read(identity(identityByEmail({ email }))),
    create: (input) => database.write(() => create(input)),
    replacePassword: async (id, { from, to }) => (await database.write(() => write(passwords.replacePassword({ id, from, to })))) === 1,
    list: async ({ after, limit }) =>
      (await database.read(all(selectAccount.where('id', '>', after).orderBy('id').limit(limit)))).map(toAccount),
    setActive: async (id, isActive) =>
      (await database.write(() =>
        write(
          query
            .updateTable('auth_user')
            .set({ is_active: values.toBoolean(isActive) })
            .where('id', '=', id),
        ),
      )) === 1,
    sampleHashes: async () => {
      const hashes = query.selectFrom('auth_user').select('password').limit(SAMPLE)
      const rows = [...(await database.read(all(hashes.orderBy('id')))), ...(await database.read(all(hashes.orderBy('id', 'desc'))))]
      return rows.map(({ password }) => password)
    },
    recordLogin: async (id, at) => {
      await database.write(() =>
        write(
          query
            .updateTable('auth_user')
            .set({ last_login: values.toTime(at) })
            .where('id', '=', id),
        ),
      )
    },
    profileOf: (id) => database.read(profile(id)),
    updateProfile: (id, update) => database.write(() => updateProfile(id, update)),
  }
}
