import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { passwordAlgorithms, tokenSettings } from './compose.ts'
import { compareSettings } from './config/compare-settings.ts'
import { type Config, type DatabaseLocation, describeLocation } from './config/config.ts'
import type { DjangoSettings } from './config/django-settings.ts'
import type { inspectConfig } from './config/load-config.ts'
import type { Database } from './db/database.ts'
import { createDoctorStore } from './db/doctor-store.ts'
import { openSqliteReadOnly } from './db/sqlite/read-only.ts'
import type { DoctorEnvironment } from './doctor/environment.ts'
import { measureLoginRate } from './doctor/login-rate.ts'

interface Doctor {
  readonly environment: DoctorEnvironment
  /** The database, as people may see it. */
  readonly location: string
  close(): Promise<void>
}

/** What `latchkey doctor` looks at, opened to be read. `django`: its settings, to compare with. */
export async function openDoctor(
  config: Awaited<ReturnType<typeof inspectConfig>>,
  { django, measuresLogins }: { django: DjangoSettings | null; measuresLogins: boolean },
): Promise<Doctor> {
  const database = await openReadOnly(config)
  const algorithms = await passwordAlgorithms(config, database)
  const { service, simpleJwt, keys } = config
  return {
    location: describeLocation(config.database),
    close: async () => database?.close(),
    environment: {
      clock: () => new Date(),
      store: database && createDoctorStore(database),
      writeProblem: writeProblemOf(config.database),
      algorithms,
      tokens: keys === null || typeof keys === 'string' ? keys : tokenSettings({ ...config, keys }, 'api'),
      userIdField: simpleJwt.userIdField,
      registration: { validatesPasswords: service.passwordValidators === 'django', uniqueEmail: service.registerUniqueEmail },
      comparisons: django && compareSettings(django, config, algorithms),
      measureLogins: measuresLogins ? measureLoginRate : null,
    },
  }
}

/** Null where there is nothing yet. */
async function openReadOnly({ database: location, userModel }: Pick<Config, 'database' | 'userModel'>): Promise<Database | null> {
  if (location.kind === 'postgres') {
    const { openPostgres } = await import('./db/postgres/index.ts')
    return openPostgres(location.url, { userModel, readOnly: true })
  }
  const { path } = location
  return path === ':memory:' || !existsSync(path) ? null : openSqliteReadOnly(path, userModel)
}

/** SQLite writes beside the file as well as into it. */
function writeProblemOf(location: DatabaseLocation): string | null {
  if (location.kind === 'postgres') return null
  const { path } = location
  if (path === ':memory:' || !existsSync(path)) return null
  for (const place of [path, dirname(path)]) {
    try {
      accessSync(place, constants.W_OK)
    } catch {
      return `${place} is read-only for this user`
    }
  }
  return null
}
