import type { Database } from './database.ts'
import { prepared } from './prepared.ts'

/** The queries on an account's hash that units are made of. */
export const createPasswordQueries = ({ query, users }: Database) => ({
  passwordOf: prepared<{ id: number }>()((value) => query.selectFrom(users.rows).select('password').where('id', '=', value('id'))),

  replacePassword: ({ id, from, to }: { id: number; from: string; to: string }) =>
    query
      .updateTable(users.table)
      .set(users.written({ password: to }))
      .where(users.column('id'), '=', id)
      .where(users.column('password'), '=', from),
})
