import type { Command } from 'commander'
import { migrate } from '../compose-rules.ts'
import { withDatabase } from './with-database.ts'

export const addMigrate = (program: Command): Command =>
  program
    .command('migrate')
    .description('create or update the tables; tables of Django that exist are left as they are')
    .action(() =>
      withDatabase(async (database) => {
        const names = await migrate(database)
        console.log(names.length === 0 ? 'The database is up to date.' : names.map((name) => `applied ${name}`).join('\n'))
      }),
    )
