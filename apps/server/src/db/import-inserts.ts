import type { SourceUser } from '../import/import-source.ts'
import type { TargetToken } from '../import/import-target.ts'
import type { Database } from './database.ts'
import { rowInserter } from './insert-rows.ts'
import { createProfileQueries } from './profile-queries.ts'
import type { StoredTime } from './stored-values.ts'
import { first, type Unit } from './unit.ts'

/** The many-row inserts of an import. What is there already stays as it is. */
export function createImportInserts(database: Database, now: () => Date) {
  const { query, values, users } = database
  const profiles = createProfileQueries(database)

  /** Whoever logs in by name here does so with what was the login name there, be it an address. */
  const namesOf = ({ login, username, email }: SourceUser) =>
    users.model.login === 'username' ? { username: login, email } : { username, email: login }

  const userRow = (user: SourceUser, id: { id?: number }) => ({
    ...users.extra(users.model.extra, namesOf(user)),
    ...users.written({
      ...id,
      ...namesOf(user),
      first_name: user.firstName,
      last_name: user.lastName,
      password: user.password,
      is_active: values.toBoolean(user.isActive),
      is_staff: values.toBoolean(user.isStaff),
      is_superuser: values.toBoolean(user.isSuperuser),
      date_joined: user.dateJoined === null ? values.toTime(now()) : values.toExactTime(user.dateJoined),
      last_login: user.lastLogin === null ? null : values.toExactTime(user.lastLogin),
    }),
  })
  const insertUsers = (rows: never[]) =>
    query
      .insertInto(users.table)
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning(({ ref }) => ref(users.column('id')).as('id'))
  const manyUsers = rowInserter(insertUsers)
  const manyTokens = rowInserter((rows) =>
    query
      .insertInto('token_blacklist_outstandingtoken')
      .values(rows)
      .onConflict((conflict) => conflict.column('jti').doNothing())
      .returning('id'),
  )
  const manyBlacklisted = rowInserter((rows) =>
    query
      .insertInto('token_blacklist_blacklistedtoken')
      .values(rows)
      .onConflict((conflict) => conflict.column('token_id').doNothing())
      .returning('id'),
  )
  const manyProfiles = rowInserter(profiles.insertMany)
  const manySkips = rowInserter((rows) => query.insertInto('latchkey_import_skip').values(rows))

  return {
    /** Returns the ids of those that were written. */
    users: (rows: readonly SourceUser[]) => manyUsers(rows.map((user) => userRow(user, { id: user.id }))),

    /** For one whose id is taken; null if its name is taken as well. */
    *userWithNewId(user: SourceUser): Unit<number | null> {
      return (yield* first(insertUsers([userRow(user, {}) as never])))?.id ?? null
    },

    profiles: (rows: readonly { user: SourceUser; id: number }[]) =>
      manyProfiles(rows.flatMap(({ user, id }) => (user.profile ? [profiles.row({ id, ...namesOf(user) }, user.profile)] : []))),

    tokens: (rows: readonly TargetToken[]) =>
      manyTokens(
        rows.map((token) => ({
          jti: token.jti,
          token: token.unsigned,
          user_id: token.userId,
          created_at: token.createdAt === null ? null : values.toExactTime(token.createdAt),
          expires_at: values.toExactTime(token.expiresAt),
        })),
      ),

    blacklisted: (rows: readonly { token_id: number; blacklisted_at: StoredTime }[]) => manyBlacklisted(rows),
    skips: (rows: readonly { source: string; kind: string; source_id: number; name: string; reason: string }[]) => manySkips(rows),
  }
}
