import { readFileSync } from 'node:fs'
import { dataPath } from '@latchkey/conformance'
import { importUsers, parseUserFile } from '../src/accounts/import-users.ts'
import { composeAccounts } from '../src/compose.ts'
import type { Database } from '../src/db/database.ts'

/** Adds the users that the recorded cases expect to find. */
export async function importFixtures(database: Database): Promise<void> {
  const { skipped } = await importUsers(composeAccounts(database), parseUserFile(readFileSync(dataPath('fixtures.json'), 'utf8')), () => {})
  if (skipped.length > 0) throw new Error(`fixture users could not be added: ${skipped.join(', ')}`)
}
