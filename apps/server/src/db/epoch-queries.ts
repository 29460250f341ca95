import type { Database } from './database.ts'
import { bigint, prepared } from './prepared.ts'

/** The queries on users' epochs that units are made of. */
export function createEpochQueries({ query, users }: Database) {
  return {
    of: prepared<{ userId: number }>()((value) =>
      query.selectFrom('latchkey_token_epoch').select('epoch').where('user_id', '=', value('userId')),
    ),

    /** Whoever reads the user to begin a login waits until the unit is over. */
    lockedUser: prepared<{ userId: number }>()((value) =>
      query.selectFrom(users.rows).select('id').where('id', '=', value('userId')).forNoKeyUpdate(),
    ),

    /** Never moves it back: what was refused once stays so, also where two clocks differ. */
    advance: ({ userId, epoch }: { userId: number; epoch: number }) =>
      query
        .insertInto('latchkey_token_epoch')
        .columns(['user_id', 'epoch'])
        // A user who is gone has none.
        .expression(
          query
            .selectFrom(users.rows)
            .select(['id', bigint(epoch).as('epoch')])
            .where('id', '=', userId),
        )
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ epoch }).where('latchkey_token_epoch.epoch', '<', epoch)),
  }
}
