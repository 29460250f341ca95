import type { Account, Identity } from '../accounts/account.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import { createAccountRemoval } from './account-removal.ts'
import { ACCOUNT_COLUMNS, createAccountUnits } from './account-units.ts'
import type { Database } from './database.ts'
import { createPasswordQueries } from './password-queries.ts'
import { bigint, prepared } from './prepared.ts'
import { all, first, type Unit, write } from './unit.ts'
import { createUserRowReader } from './user-row.ts'
import type { UserRow } from './users.ts'

/** Accounts to look at from either end for the hash formats in use. */
const SAMPLE = 500
/** Accounts of one person that one mail each is sent to. */
const SAME_EMAIL = 10

type IdentityRow = Pick<UserRow, 'id' | 'username' | 'is_active' | 'is_staff' | 'password'> & { epoch: number | null }

/** Accounts in `auth_user`, or wherever the user model says, and their profiles. */
export function createAccountStore(database: Database): AccountStore {
  const { query, values, users } = database
  const { login: loginField } = users.model
  const passwords = createPasswordQueries(database)
  const { toAccount, profile, create, updateProfile } = createAccountUnits(database)

  const selectAccount = query.selectFrom(users.rows).select(ACCOUNT_COLUMNS)
  const byId = prepared<{ id: number }>({ hot: true })((value) => selectAccount.where('id', '=', bigint(value('id'))))
  const byUsername = prepared<{ username: string }>()((value) => selectAccount.where('username', '=', value('username')).limit(2))
  const byUniqueEmail = prepared<{ email: string }>()((value) => selectAccount.where('email', '=', value('email')).limit(2))
  const bySimilarEmail = prepared<{ email: string }>()((value) =>
    selectAccount
      .where((where) => where(where.fn<string>('lower', ['email']), '=', where.fn<string>('lower', [where.val(value('email'))])))
      .orderBy('id')
      .limit(SAME_EMAIL),
  )
  const selectIdentity = query
    .selectFrom(users.rows)
    .leftJoin('latchkey_token_epoch', 'latchkey_token_epoch.user_id', 'auth_user.id')
    .select(['id', 'username', 'is_active', 'is_staff', 'password', 'date_joined', 'epoch'])
  const identityById = prepared<{ id: number }>({ hot: true })((value) => selectIdentity.where('id', '=', bigint(value('id'))))
  const identityByUsername = prepared<{ username: string }>({ hot: true })((value) =>
    selectIdentity.where('username', '=', value('username')).limit(2),
  )
  const identityByEmail = prepared<{ email: string }>({ hot: true })((value) => selectIdentity.where('email', '=', value('email')).limit(2))
  const idsOf = {
    username: prepared<{ text: string }>()((value) =>
      query.selectFrom(users.rows).select('id').where('username', '=', value('text')).limit(1),
    ),
    email: prepared<{ text: string }>()((value) => query.selectFrom(users.rows).select('id').where('email', '=', value('text')).limit(1)),
  }

  function* account(found: ReturnType<typeof byId>): Unit<Account | null> {
    const [row, another] = yield* all(found)
    return row === undefined || another !== undefined ? null : toAccount(row)
  }

  const toIdentity = (row: IdentityRow): Identity => ({
    id: row.id,
    username: row.username ?? '',
    isActive: values.fromBoolean(row.is_active),
    isStaff: values.fromBoolean(row.is_staff),
    password: row.password,
    epoch: row.epoch ?? 0,
  })

  function* identity(found: ReturnType<typeof identityById>): Unit<Identity | null> {
    const row = yield* first(found)
    return row && toIdentity(row)
  }

  /** Whoever bears the name now, if it is one account. */
  function* bearerOfName(found: ReturnType<typeof identityById>): Unit<Identity | null> {
    const [row, another] = yield* all(found)
    if (row === undefined || another !== undefined) return null
    const joined = row.date_joined === null ? 0 : Math.floor(values.fromTime(row.date_joined).getTime() / 1000)
    return { ...toIdentity(row), epoch: Math.max(row.epoch ?? 0, joined) }
  }

  const remove = createAccountRemoval(database)

  return {
    loginField,
    identifiers: users.model.identifiers,
    keepsEmail: users.model.columns.email !== null,
    remove: (id, removal) => database.write(() => remove(id, removal)),
    findById: (id) => database.read(account(byId({ id }))),
    findByUsername: (username) => database.read(account(byUsername({ username }))),
    findByLogin: (name, field = loginField) =>
      database.read(account(field === 'email' ? byUniqueEmail({ email: name }) : byUsername({ username: name }))),
    isTaken: async (field, text) => (await database.read(first(idsOf[field]({ text })))) !== null,
    listByEmail: async (email) => (await database.read(all(bySimilarEmail({ email })))).map(toAccount),
    identifyById: (id) => database.read(identity(identityById({ id }))),
    identifyByUsername: (username) => database.read(bearerOfName(identityByUsername({ username }))),
    identifyByEmail: (email) => database.read(bearerOfName(identityByEmail({ email }))),
    create: (input, event) => database.write(() => create(input, event)),
    replacePassword: async (id, { from, to }) => (await database.write(() => write(passwords.replacePassword({ id, from, to })))) === 1,
    list: async ({ after, limit }) =>
      (await database.read(all(selectAccount.where('id', '>', after).orderBy('id').limit(limit)))).map(toAccount),
    activate: async (id) =>
      (await database.write(() =>
        write(
          query
            .updateTable(users.table)
            .set({ [users.column('is_active')]: values.toBoolean(true) })
            .where(users.column('id'), '=', id),
        ),
      )) === 1,
    sampleHashes: async () => {
      const hashes = query.selectFrom(users.rows).select('password').limit(SAMPLE)
      const rows = [...(await database.read(all(hashes.orderBy('id')))), ...(await database.read(all(hashes.orderBy('id', 'desc'))))]
      return rows.map(({ password }) => password)
    },
    recordLogin: async (id, at) => {
      if (users.model.columns.last_login === null) return
      await database.write(() =>
        write(
          query
            .updateTable(users.table)
            .set({ [users.column('last_login')]: values.toTime(at) })
            .where(users.column('id'), '=', id),
        ),
      )
    },
    rowOf: createUserRowReader(database),
    profileOf: (id) => database.read(profile(id)),
    updateProfile: (id, update) => database.write(() => updateProfile(id, update)),
  }
}
