import type { Database } from './database.ts'

/** The queries on one-time tokens that units are made of. */
export const createOneTimeTokenQueries = ({ query }: Database) => ({
  /** Writes one row, or none where the token is spent: of parallel uses one wins. */
  spend: (digest: string) => query.deleteFrom('latchkey_one_time_token').where('digest', '=', digest),

  forgetAllOf: (userId: number) => query.deleteFrom('latchkey_one_time_token').where('user_id', '=', userId),
})
