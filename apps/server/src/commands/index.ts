import { Command } from 'commander'
import { addCreateSuperuser } from './createsuperuser.ts'
import { addFlushExpiredTokens } from './flushexpiredtokens.ts'
import { addMigrate } from './migrate.ts'
import { addServe } from './serve.ts'
import { addUsers } from './users.ts'

/** The command line of Latchkey. */
export function createProgram(): Command {
  const program = new Command('latchkey').description('A self-hosted authentication service.').showHelpAfterError()
  addServe(program)
  addMigrate(program)
  addCreateSuperuser(program)
  addUsers(program)
  addFlushExpiredTokens(program)
  return program
}
