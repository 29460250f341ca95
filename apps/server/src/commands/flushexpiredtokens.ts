import { setImmediate } from 'node:timers/promises'
import type { Command } from 'commander'
import { migrate } from '../db/migrate.ts'
import { createSessionStore } from '../db/session-store.ts'
import { withDatabase } from './with-database.ts'

/** Small enough that a server on the same database never waits long for it. */
const BATCH = 500

export const addFlushExpiredTokens = (program: Command): Command =>
  program
    .command('flushexpiredtokens')
    .description('delete the records of refresh tokens that have expired')
    .action(() =>
      withDatabase(async (database) => {
        await migrate(database)
        const store = createSessionStore(database)
        const now = new Date()
        let total = 0
        for (;;) {
          const flushed = await store.flushExpired(now, BATCH)
          total += flushed
          if (flushed < BATCH) break
          await setImmediate()
        }
        console.log(`${total} expired tokens deleted.`)
      }),
    )
