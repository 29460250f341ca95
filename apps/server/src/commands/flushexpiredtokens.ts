import type { Command } from 'commander'
import { composePurge } from '../compose-rules.ts'
import { purge } from '../sessions/purge.ts'
import { withRules } from './with-rules.ts'

export const addFlushExpiredTokens = (program: Command): Command =>
  program
    .command('flushexpiredtokens')
    .description('delete the records of refresh tokens and sessions that have expired')
    .action(() =>
      withRules(async ({ audit, clock }, database, config) => {
        const total = await purge(composePurge(config, database, clock))
        await audit.record({ kind: 'operator.command', at: clock(), actor: 'operator', details: { command: 'flushexpiredtokens', total } })
        console.log(`${total} expired tokens deleted.`)
      }),
    )
