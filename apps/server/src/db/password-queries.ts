import type { Database } from './database.ts'
import { prepared } from './prepared.ts'

/** The queries on an account's hash that units are made of. */
export const createPasswordQueries = ({ query, users, values, locksRows }: Database) => ({
  /** They stay as they are until the unit is over. */
  passwordOf: prepared<{ id: number }>()((value) =>
    query
      .selectFrom(users.rows)
      .select(['password', 'is_active'])
      .where('id', '=', value('id'))
      .$if(locksRows, (select) => select.forShare()),
  ),

  replacePassword: ({ id, from, to }: { id: number; from: string; to: string }) =>
    query
      .updateTable(users.table)
      .set(users.written({ password: to }))
      .where(users.column('id'), '=', id)
      .where(users.column('password'), '=', from),

  deactivate: (id: number) =>
    query
      .updateTable(users.table)
      .set({ [users.column('is_active')]: values.toBoolean(false) })
      .where(users.column('id'), '=', id),
})
