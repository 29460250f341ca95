import type { Profile } from '../accounts/account.ts'
import type { AccountKey, ExactTime, ImportSource } from '../import/import-source.ts'
import type { Database } from './database.ts'
import { createProfileQueries } from './profile-queries.ts'
import { all, first } from './unit.ts'

const TABLES = {
  tokens: 'token_blacklist_outstandingtoken',
  blacklist: 'token_blacklist_blacklistedtoken',
} as const

/** Users and tokens in a database of Django's or of Latchkey's own, opened to be read. `tables`: those that are there. */
export function createImportSource(database: Database, tables: ReadonlySet<string>): ImportSource {
  const { query, values, users } = database
  const hasProfiles = tables.has(users.model.profile.table)
  const profiles = createProfileQueries(database)
  const time = values.timeText

  const accountKeys = query
    .selectFrom(users.rows)
    .select((build) => ['id', build.ref(users.model.login).as('login'), time(build.ref('date_joined')).as('dateJoined')])

  async function profilesOf(after: number, last: number) {
    if (!hasProfiles) return new Map<number, Profile>()
    const rows = await database.read(
      all(query.selectFrom(users.profiles).selectAll().where('user_id', '>', after).where('user_id', '<=', last)),
    )
    return new Map(rows.map((row) => [row.user_id, profiles.toProfile(row)]))
  }

  return {
    count: async (kind) => {
      const table = kind === 'users' ? users.table : TABLES[kind]
      if (!tables.has(table)) return 0
      const counted = query.selectFrom(table).select((build) => build.fn.countAll<number>().as('number'))
      return Number((await database.read(first(counted)))?.number ?? 0)
    },
    lastUserId: async () => {
      const largest = await database.read(first(query.selectFrom(users.rows).select((build) => build.fn.max('id').as('id'))))
      return Math.max(Number(largest?.id ?? 0), await database.read(database.lastGivenId(users.table, users.column('id'))))
    },
    users: async ({ after, limit }) => {
      const page = query
        .selectFrom(users.rows)
        .select((build) => [
          'id',
          'username',
          'email',
          'first_name',
          'last_name',
          'password',
          'is_active',
          'is_staff',
          'is_superuser',
          time(build.ref('date_joined')).as('dateJoined'),
          time(build.ref('last_login')).as('lastLogin'),
        ])
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
      const rows = await database.read(all(page))
      const profiles = await profilesOf(after, rows.at(-1)?.id ?? after)
      return rows.map((row) => ({
        id: row.id,
        login: row[users.model.login],
        username: row.username ?? '',
        email: row.email ?? '',
        firstName: row.first_name ?? '',
        lastName: row.last_name ?? '',
        password: row.password,
        isActive: values.fromBoolean(row.is_active),
        isStaff: values.fromBoolean(row.is_staff),
        isSuperuser: values.fromBoolean(row.is_superuser),
        dateJoined: whole(row.dateJoined),
        lastLogin: whole(row.lastLogin),
        profile: profiles.get(row.id) ?? null,
      }))
    },
    tokens: async ({ after, limit }) => {
      if (!tables.has(TABLES.tokens)) return []
      const page = query
        .selectFrom('token_blacklist_outstandingtoken')
        .select((build) => [
          'id',
          'jti',
          'token',
          'user_id as userId',
          time(build.ref('created_at')).as('createdAt'),
          time(build.ref('expires_at')).as('expiresAt'),
        ])
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
      return (await database.read(all(page))).map((row) => ({
        ...row,
        createdAt: whole(row.createdAt),
        expiresAt: whole(row.expiresAt),
      }))
    },
    blacklist: async ({ after, limit }) => {
      if (!tables.has(TABLES.blacklist)) return []
      const page = query
        .selectFrom('token_blacklist_blacklistedtoken as spent')
        .innerJoin('token_blacklist_outstandingtoken as outstanding', 'outstanding.id', 'spent.token_id')
        .select((build) => ['spent.id', 'outstanding.jti', time(build.ref('spent.blacklisted_at')).as('blacklistedAt')])
        .where('spent.id', '>', after)
        .orderBy('spent.id')
        .limit(limit)
      return (await database.read(all(page))).map((row) => ({ ...row, blacklistedAt: whole(row.blacklistedAt) }))
    },
    epochs: async ({ after, limit }) => {
      if (!tables.has('latchkey_token_epoch')) return []
      const page = query
        .selectFrom('latchkey_token_epoch')
        .select(['user_id as id', 'epoch'])
        .where('user_id', '>', after)
        .orderBy('user_id')
        .limit(limit)
      return database.read(all(page))
    },
    accounts: async (ids) => {
      if (ids.length === 0) return []
      const rows = await database.read(all(accountKeys.where('id', 'in', ids)))
      return rows.map((row): AccountKey => ({ ...row, dateJoined: whole(row.dateJoined) }))
    },
  }
}

/** Django leaves a fraction of zero out on SQLite; so that times compare, so does this. */
const whole = <Time extends ExactTime | null>(time: Time): Time => (typeof time === 'string' ? (time.replace(/\.0+$/, '') as Time) : time)
