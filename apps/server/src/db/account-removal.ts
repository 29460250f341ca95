import { sql } from 'kysely'
import type { AccountRemoval, RemovalOutcome } from '../accounts/account-store.ts'
import { createAuditQueries } from './audit-queries.ts'
import type { Database, Reference } from './database.ts'
import { all, first, type Unit, write } from './unit.ts'

/** The deletion of an account with everything that is its own, from Django's tables and ours. */
export function createAccountRemoval(database: Database) {
  const { query, users, values, locksRows } = database
  const audit = createAuditQueries(database)
  const { model } = users
  /** What Django's own deletion takes along: memberships, rights, and the log of what was done in its admin. */
  const djangos = [`${model.table}_groups`, `${model.table}_user_permissions`, 'django_admin_log']
  const removed = new Set([...djangos, 'token_blacklist_outstandingtoken', model.profile.table])

  const rowsOf = ({ table, column }: Reference, userId: number) => sql`from ${sql.table(table)} where ${sql.ref(column)} = ${userId}`

  /** Always locked in the same order: of two superusers who go at the same time one stays. */
  const superusers = query
    .selectFrom(users.rows)
    .select('id')
    .where('is_superuser', '=', values.toBoolean(true))
    .where('is_active', '=', values.toBoolean(true))
    .orderBy('id')
    .$if(locksRows, (select) => select.forUpdate())

  function* isLastSuperuser(userId: number): Unit<boolean> {
    const ids = (yield* all(superusers)).map(({ id }) => id)
    return ids.includes(userId) && ids.length === 1
  }

  function* isReferredTo(references: readonly Reference[], userId: number): Unit<boolean> {
    for (const reference of references) {
      if (removed.has(reference.table)) continue
      if (yield* first(sql`select 1 as found ${rowsOf(reference, userId)} limit 1`.compile(query))) return true
    }
    return false
  }

  function* removeTokens(userId: number): Unit<void> {
    // Sessions before tokens, as everybody takes them: whoever rotates a token of theirs is done or waits.
    if (locksRows) yield* all(query.selectFrom('latchkey_session').select('id').where('user_id', '=', userId).orderBy('id').forUpdate())
    const tokens = query.selectFrom('token_blacklist_outstandingtoken').select('id').where('user_id', '=', userId)
    yield* write(query.deleteFrom('token_blacklist_blacklistedtoken').where('token_id', 'in', tokens))
    yield* write(query.deleteFrom('latchkey_session_token').where('token_id', 'in', tokens))
    yield* write(query.deleteFrom('token_blacklist_outstandingtoken').where('user_id', '=', userId))
    yield* write(query.deleteFrom('latchkey_session').where('user_id', '=', userId))
    yield* write(query.deleteFrom('latchkey_one_time_token').where('user_id', '=', userId))
    yield* write(query.deleteFrom('latchkey_token_epoch').where('user_id', '=', userId))
  }

  const lockedAccount = (userId: number) =>
    query
      .selectFrom(users.rows)
      .select(['id', 'password'])
      .where('id', '=', userId)
      .$if(locksRows, (select) => select.forUpdate())

  return function* remove(userId: number, removal: AccountRemoval): Unit<RemovalOutcome> {
    if (!removal.mayBeLastSuperuser && (yield* isLastSuperuser(userId))) return 'last_superuser'
    const account = yield* first(lockedAccount(userId))
    if (!account) return 'gone'
    if (removal.password !== undefined && account.password !== removal.password) return 'changed'
    const references = yield* database.referencesTo(users.table)
    if (yield* isReferredTo(references, userId)) return 'in_use'
    yield* removeTokens(userId)
    for (const reference of references.filter(({ table }) => djangos.includes(table))) {
      yield* write(sql`delete ${rowsOf(reference, userId)}`.compile(query))
    }
    yield* write(sql`delete ${rowsOf({ table: model.profile.table, column: model.profile.userColumn }, userId)}`.compile(query))
    yield* write(query.deleteFrom(users.table).where(users.column('id'), '=', userId))
    yield* write(audit.anonymise(userId))
    yield* audit.record(removal.event)
    return 'removed'
  }
}
