import { readFileSync } from 'node:fs'
import { dataPath } from '@latchkey/conformance'
import { importUsers, parseUserFile } from '../src/accounts/import-users.ts'
import { createPasswordPolicy } from '../src/accounts/password-policy/password-policy.ts'
import { PASSWORD_ALGORITHMS } from '../src/accounts/passwords/hashers.ts'
import { createPasswords } from '../src/accounts/passwords/passwords.ts'
import { createAccountStore } from '../src/db/account-store.ts'
import { createAuditStore } from '../src/db/audit-store.ts'
import type { Database } from '../src/db/database.ts'
import { NO_LIMITS } from '../src/limits/limits.ts'

/** Every format is read, and the one that costs least is written: what a hash costs changes no answer, but is most of the time that logins take. */
const QUICK_FIRST = ['md5', ...PASSWORD_ALGORITHMS.filter((algorithm) => algorithm !== 'md5')]

/** What makes a service hash as the fixture users are hashed. */
export const QUICK_HASHES = { LATCHKEY_PASSWORD_HASHERS: QUICK_FIRST.join(',') }

/** Adds the users that the recorded cases expect to find. */
export async function importFixtures(database: Database): Promise<void> {
  const accounts = {
    store: createAccountStore(database),
    passwordPolicy: createPasswordPolicy(),
    passwords: createPasswords({ algorithms: QUICK_FIRST }),
    audit: createAuditStore(database),
    limits: NO_LIMITS,
    clock: () => new Date(),
  }
  const { skipped } = await importUsers(accounts, parseUserFile(readFileSync(dataPath('fixtures.json'), 'utf8')), () => {})
  if (skipped.length > 0) throw new Error(`fixture users could not be added: ${skipped.join(', ')}`)
}
