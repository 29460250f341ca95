import { sql } from 'kysely'
import type { Column, DoctorStore, Shared } from '../doctor/doctor-store.ts'
import type { Database } from './database.ts'
import { pendingMigrations } from './migrate.ts'
import { all, first } from './unit.ts'

const EXAMPLES = 5

/** What the doctor reads. It needs no more than a database opened to read. */
export function createDoctorStore(database: Database): DoctorStore {
  const { query, values, users } = database

  /** Accounts whose `column` is the same as another's but for its case. */
  async function shared(column: 'username' | 'email'): Promise<Shared> {
    const groups = query
      .selectFrom(users.rows)
      .select((build) => [sql<string>`lower(${build.ref(column)})`.as('shared'), build.fn.countAll<number>().as('accounts')])
      .where(column, '<>', '')
      .groupBy((build) => sql`lower(${build.ref(column)})`)
      .having((build) => build.fn.countAll(), '>', 1)
    const counted = await database.read(
      first(
        query
          .selectFrom(groups.as('groups'))
          .select((build) => [build.fn.countAll<number>().as('groups'), build.fn.sum<number | null>('accounts').as('accounts')]),
      ),
    )
    const examples = await database.read(all(groups.orderBy('shared').limit(EXAMPLES)))
    return {
      groups: Number(counted?.groups ?? 0),
      accounts: Number(counted?.accounts ?? 0),
      examples: examples.map((example) => example.shared),
    }
  }

  return {
    tables: async () => {
      const tables = await database.tables()
      return new Map(
        tables.map(({ name, columns }) => [
          name,
          columns.map((column): Column => ({ name: column.name, type: column.dataType.toLowerCase() })),
        ]),
      )
    },
    djangoMigrations: async () => {
      const newest = sql<{ app: string; name: string }>`select app, max(name) as name from django_migrations group by app order by app`
      return database.read(all(newest.compile(query)))
    },
    pendingMigrations: () => pendingMigrations(database),
    hashes: async ({ after, limit }) => {
      const page = query.selectFrom(users.rows).select(['id', 'password', 'is_active']).where('id', '>', after).orderBy('id').limit(limit)
      return (await database.read(all(page))).map((row) => ({
        id: row.id,
        password: row.password,
        isActive: values.fromBoolean(row.is_active),
      }))
    },
    similarLogins: () => shared(users.model.login),
    blankEmails: async () => {
      const blank = query
        .selectFrom(users.rows)
        .select((build) => build.fn.countAll<number>().as('number'))
        .where('email', '=', '')
      return Number((await database.read(first(blank)))?.number ?? 0)
    },
    sharedEmails: () => shared('email'),
    countOutstanding: async (now) => {
      const counted = await database.read(
        first(
          query
            .selectFrom('token_blacklist_outstandingtoken')
            .select((build) => [
              build.fn.countAll<number>().as('total'),
              build.fn.countAll<number>().filterWhere('expires_at', '<=', values.toTime(now)).as('expired'),
              build.fn.countAll<number>().filterWhere('user_id', 'is', null).as('ownerless'),
            ]),
        ),
      )
      const spent = query.selectFrom('token_blacklist_blacklistedtoken').select((build) => build.fn.countAll<number>().as('number'))
      return {
        total: Number(counted?.total ?? 0),
        expired: Number(counted?.expired ?? 0),
        ownerless: Number(counted?.ownerless ?? 0),
        blacklisted: Number((await database.read(first(spent)))?.number ?? 0),
      }
    },
    newestTokens: async (limit) => {
      const newest = query.selectFrom('token_blacklist_outstandingtoken').select('token').orderBy('id', 'desc').limit(limit)
      return (await database.read(all(newest))).map(({ token }) => token)
    },
  }
}
