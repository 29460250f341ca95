import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { importUsers, parseUserFile } from '../accounts/import-users.ts'
import { composeAccounts } from '../compose.ts'
import { migrate } from '../db/migrate.ts'
import { withDatabase } from './with-database.ts'

export function addUsers(program: Command): void {
  const users = program.command('users').description('manage user accounts')
  users
    .command('import')
    .argument('<file>', 'JSON: {"users": [{"username", "password" or "encoded", "id", "email", "is_active", "profile", …}]}')
    .description('add users from a file; those who are there already are left as they are')
    .action(importFile)
}

async function importFile(file: string): Promise<void> {
  const users = parseUserFile(readFileSync(file, 'utf8'))
  await withDatabase(async (database) => {
    await migrate(database)
    const { created, skipped } = await importUsers(composeAccounts(database), users, showProgress(users.length))
    console.log(`${created} of ${users.length} users imported.`)
    if (skipped.length > 0) console.log(`Left as they are, because their name or id is taken: ${skipped.join(', ')}`)
  })
}

/** A line that counts up at a terminal; silence in a log. */
function showProgress(total: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => {}
  return (done) => process.stderr.write(done === total ? '\r\u001b[K' : `\r${done} of ${total}`)
}
