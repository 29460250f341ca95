import type { Command } from 'commander'
import type { ImportOptions } from './run-import.ts'

export const addImport = (program: Command): Command =>
  program
    .command('import')
    .argument('<from>', "a database of Django's or of Latchkey's: sqlite:PATH or postgres://…; it is only read")
    .description('bring users, their hashes and profiles, and recorded tokens over from another database')
    .option(
      '--from-config <file>',
      'a config file whose userModel describes the users of the source, where they are not those of the target',
    )
    .option('--restart', 'look at every row again, also at those that an earlier import has dealt with')
    .option('--json', 'one JSON object a line: each row that was skipped, then the counts')
    .addHelpText('after', '\nStopped anywhere, the same command goes on there; run again later, it adds what is new and nothing twice.')
    .action(async (from: string, options: ImportOptions) => {
      // What only this command needs is no load for a server.
      const { runImport } = await import('./run-import.ts')
      await runImport(from, options)
    })
