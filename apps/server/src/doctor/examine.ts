import { checkDialect } from './checks/dialect.ts'
import { checkDjangoMigrations } from './checks/django-migrations.ts'
import { checkEmails } from './checks/emails.ts'
import { checkHashes } from './checks/hashes.ts'
import { checkLoginNames } from './checks/login-names.ts'
import { checkLogins } from './checks/logins.ts'
import { checkOutstandingTokens } from './checks/outstanding-tokens.ts'
import { checkRegistration } from './checks/registration.ts'
import { checkSettings } from './checks/settings.ts'
import { checkDjangoTokens, checkSigningKey } from './checks/signing-key.ts'
import { checkTables } from './checks/tables.ts'
import type { DoctorEnvironment, Examination } from './environment.ts'
import type { Finding, Statement } from './finding.ts'
import { EMPTY_CENSUS, takeHashCensus } from './hash-census.ts'

const named = (check: string, statements: readonly Statement[]): Finding[] => statements.map((statement) => ({ check, ...statement }))

/** Looks at everything, in order; yields the findings of each check as it ends. Changes nothing. */
export async function* examine(environment: DoctorEnvironment): AsyncGenerator<Finding> {
  const { store } = environment
  const tables = (await store?.tables()) ?? new Map()
  const { isUsable, statements } = await checkTables(environment, tables)
  yield* named('database', statements)
  const examination: Examination | null =
    store && isUsable ? { ...environment, store, tables, census: await takeHashCensus(store, environment.algorithms) } : null
  if (examination) {
    yield* named('database', await checkDjangoMigrations(examination))
    yield* named('passwords', checkHashes(examination))
    yield* named('login names', await checkLoginNames(examination))
    yield* named('e-mail addresses', await checkEmails(examination))
    yield* named('refresh tokens', await checkOutstandingTokens(examination))
  }
  yield* named('signing key', checkSigningKey(environment))
  if (examination) yield* named('signing key', await checkDjangoTokens(examination))
  if (examination) yield* named('dialect', await checkDialect(examination))
  yield* named('settings', checkSettings(environment))
  yield* named('registration', checkRegistration(environment))
  yield* named('logins', await checkLogins(environment, examination?.census ?? EMPTY_CENSUS))
}
