import type { Database } from './database.ts'
import { prepared } from './prepared.ts'

/** The queries on an account's hash that units are made of. */
export const createPasswordQueries = ({ query }: Database) => ({
  passwordOf: prepared<{ id: number }>()((value) => query.selectFrom('auth_user').select('password').where('id', '=', value('id'))),

  replacePassword: ({ id, from, to }: { id: number; from: string; to: string }) =>
    query.updateTable('auth_user').set({ password: to }).where('id', '=', id).where('password', '=', from),
})
