import type { Command } from 'commander'
import { composePurge, composeRules, migrate } from '../compose-rules.ts'
import { purge } from '../sessions/purge.ts'
import { withExistingDatabase } from './with-database.ts'

export const addFlushExpiredTokens = (program: Command): Command =>
  program
    .command('flushexpiredtokens')
    .description('delete the records of refresh tokens and sessions that have expired')
    .action(() =>
      withExistingDatabase(async (database, config) => {
        await migrate(database)
        const { audit, clock } = await composeRules(config, database)
        const total = await purge(composePurge(config, database, clock))
        await audit.record({ kind: 'operator.command', at: clock(), actor: 'operator', details: { command: 'flushexpiredtokens', total } })
        console.log(`${total} expired tokens deleted.`)
      }),
    )
