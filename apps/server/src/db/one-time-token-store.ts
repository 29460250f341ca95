import { sql } from 'kysely'
import type { Account } from '../accounts/account.ts'
import { type OneTimeToken, type OneTimeTokenStore, PURPOSES } from '../accounts/email/one-time-token-store.ts'
import type { Database } from './database.ts'
import { createIdentifiers } from './identifiers.ts'
import { createOneTimeTokenQueries } from './one-time-token-queries.ts'
import { createProfileQueries } from './profile-queries.ts'
import { first, type Unit, write } from './unit.ts'

/** One-time tokens in `latchkey_one_time_token`. */
export function createOneTimeTokenStore(database: Database): OneTimeTokenStore {
  const { query, values, users } = database
  const tokens = createOneTimeTokenQueries(database)
  const profiles = createProfileQueries(database)
  const takenField = createIdentifiers(database)

  function* issue({ digest, userId, purpose, email, accountState, createdAt, expiresAt }: OneTimeToken): Unit<void> {
    yield* write(tokens.forgetAllOf(userId).where('purpose', '=', purpose))
    const times = { created_at: values.toTime(createdAt), expires_at: values.toTime(expiresAt) }
    yield* write(
      query
        .insertInto('latchkey_one_time_token')
        .values({ digest, user_id: userId, purpose, email, account_state: accountState, ...times }),
    )
  }

  function* find(digest: string): Unit<OneTimeToken | null> {
    const row = yield* first(query.selectFrom('latchkey_one_time_token').selectAll().where('digest', '=', digest))
    const purpose = PURPOSES.find((known) => known === row?.purpose)
    if (!row || !purpose) return null
    return {
      digest,
      userId: row.user_id,
      purpose,
      email: row.email,
      accountState: row.account_state,
      createdAt: values.fromTime(row.created_at),
      expiresAt: values.fromTime(row.expires_at),
    }
  }

  function* confirmEmail(token: OneTimeToken, account: Account): Unit<boolean> {
    if (users.model.columns.email === null || (yield* write(tokens.spend(token.digest))) === 0) return false
    if ((yield* takenField({ email: token.email }, account.id)) !== null) return false
    const changed = yield* write(
      query
        .updateTable(users.table)
        .set(users.written({ email: token.email }))
        .where(users.column('id'), '=', account.id)
        // Other projects keep NULL where there is no address.
        .where(sql<string>`coalesce(${sql.ref(users.column('email'))}, '')`, '=', account.email)
        .where(users.column('password'), '=', account.password),
    )
    if (changed === 0) return false
    yield* profiles.update(account, { verified: true })
    if (token.email !== account.email) yield* write(tokens.forgetAllOf(account.id))
    return true
  }

  return {
    issue: (token) => database.write(() => issue(token)),
    find: (digest) => database.read(find(digest)),
    confirmEmail: async (token, account) => {
      try {
        return await database.write(() => confirmEmail(token, account))
      } catch (error) {
        if (database.isDuplicate(error)) return false
        throw error
      }
    },
  }
}
