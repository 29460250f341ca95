import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { addAudit } from './audit.ts'
import { addCreateSuperuser } from './createsuperuser.ts'
import { addDoctor } from './doctor.ts'
import { addFlushExpiredTokens } from './flushexpiredtokens.ts'
import { addImport } from './import.ts'
import { addMigrate } from './migrate.ts'
import { addServe } from './serve.ts'
import { addUsers } from './users.ts'

const { version }: { version: string } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))

/** The command line of Latchkey. */
export function createProgram(): Command {
  const program = new Command('latchkey').description('A self-hosted authentication service.').version(version).showHelpAfterError()
  addServe(program)
  addMigrate(program)
  addCreateSuperuser(program)
  addUsers(program)
  addDoctor(program)
  addImport(program)
  addFlushExpiredTokens(program)
  addAudit(program)
  return program
}
