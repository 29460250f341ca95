import { openReadOnly } from '../src/compose-rules.ts'
import { locateDatabase } from '../src/config/load-config.ts'
import { DJANGO_USER_MODEL } from '../src/db/user-model.ts'

/** The settings of the Django whose database is imported from. */
export const ENV = { SIMPLE_JWT_SIGNING_KEY: 'conformance-hs-key-0123456789abcdefghijklmnopqrstuvwxyz-0123456789', LATCHKEY_DIALECT: '5.5' }

/** Users and tokens of a database with every digit, in a form that both kinds share. */
export async function contentsOf(url: string) {
  const database = await openReadOnly({ database: locateDatabase(url, process.cwd()), userModel: DJANGO_USER_MODEL })
  if (!database) throw new Error(`There is no ${url}`)
  const { query, values } = database
  try {
    const users = await query
      .selectFrom('auth_user')
      .selectAll()
      .select((build) => [
        values.timeText(build.ref('date_joined')).as('date_joined'),
        values.timeText(build.ref('last_login')).as('last_login'),
      ])
      .orderBy('id')
      .execute()
    const tokens = await query
      .selectFrom('token_blacklist_outstandingtoken as token')
      .leftJoin('token_blacklist_blacklistedtoken as spent', 'spent.token_id', 'token.id')
      .select((build) => [
        'jti',
        'user_id',
        'token',
        values.timeText(build.ref('created_at')).as('created_at'),
        values.timeText(build.ref('expires_at')).as('expires_at'),
        values.timeText(build.ref('blacklisted_at')).as('blacklisted_at'),
      ])
      .orderBy('jti')
      .execute()
    const whole = (row: object) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => {
          if (name.startsWith('is_')) return [name, Boolean(value)]
          if (name === 'token') return [name, String(value).split('.', 2).join('.')]
          return [name, typeof value === 'string' ? value.replace(/\.0+$/, '') : value]
        }),
      )
    return { users: users.map(whole), tokens: tokens.map(whole) }
  } finally {
    await database.close()
  }
}

/** What a report says of rows that all came over. */
export const added = (number: number) => ({ read: number, added: number, renumbered: 0, ended: 0, present: 0, skipped: 0 })
