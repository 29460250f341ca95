import { sql } from 'kysely'
import type { LoginField } from '../accounts/account-store.ts'
import type { Database } from './database.ts'
import { all, first, type Unit } from './unit.ts'

/**
 * What logins and tokens name accounts by must name one, whether the table itself keeps it unique or not. Answers with the first such
 * field of these that another account than `ownId` has, or null; until the unit is over nobody else can take them.
 */
export function createIdentifiers({ query, users, locksRows }: Database) {
  return function* takenField(names: Partial<Record<LoginField, string>>, ownId: number | null): Unit<LoginField | null> {
    for (const field of users.model.identifiers) {
      const name = names[field]
      // Nobody is named by nothing.
      if (name === undefined || name === '') continue
      const subject = `latchkey ${users.model.table}.${field} ${name}`
      if (locksRows) yield* all(sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`.compile(query))
      const others = query.selectFrom(users.rows).select('id').where(field, '=', name).limit(1)
      if (yield* first(ownId === null ? others : others.where('id', '!=', ownId))) return field
    }
    return null
  }
}
