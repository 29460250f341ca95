import { setImmediate } from 'node:timers/promises'
import type { Command } from 'commander'
import { composeRules, migrate } from '../compose.ts'
import { withDatabase } from './with-database.ts'

/** Small enough that a server on the same database never waits long for it. */
const BATCH = 500

export const addFlushExpiredTokens = (program: Command): Command =>
  program
    .command('flushexpiredtokens')
    .description('delete the records of refresh tokens that have expired')
    .action(() =>
      withDatabase(async (database, config) => {
        await migrate(database)
        const { store, audit, clock } = await composeRules(config, database)
        // Within the leeway an expired token is still taken, and must stay spent if it was.
        const before = new Date(clock().getTime() - config.simpleJwt.leeway * 1000)
        let total = 0
        for (;;) {
          const flushed = await store.flushExpired(before, BATCH)
          total += flushed
          if (flushed < BATCH) break
          await setImmediate()
        }
        await audit.record({ kind: 'operator.command', at: clock(), actor: 'operator', details: { command: 'flushexpiredtokens', total } })
        console.log(`${total} expired tokens deleted.`)
      }),
    )
