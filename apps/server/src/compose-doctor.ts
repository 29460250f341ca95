import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { openReadOnly, passwordAlgorithms, tokenSettings } from './compose-rules.ts'
import { compareSettings } from './config/compare-settings.ts'
import { type DatabaseLocation, describeLocation } from './config/config.ts'
import type { DjangoSettings } from './config/django-settings.ts'
import type { inspectConfig } from './config/load-config.ts'
import type { Database } from './db/database.ts'
import { createDoctorStore } from './db/doctor-store.ts'
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
      userTable: config.userModel,
      writeProblem: await writeProblemOf(config.database, database),
      algorithms,
      tokens: keys === null || typeof keys === 'string' ? keys : tokenSettings({ ...config, keys }, 'api'),
      userIdField: simpleJwt.userIdField,
      registration: { validatesPasswords: service.passwordValidators === 'django', uniqueEmail: service.registerUniqueEmail },
      comparisons: django && compareSettings(django, config, algorithms),
      measureLogins: measuresLogins ? measureLoginRate : null,
    },
  }
}

/** SQLite writes beside the file as well as into it. */
async function writeProblemOf(location: DatabaseLocation, database: Database | null): Promise<string | null> {
  if (location.kind === 'postgres') {
    const server = await import('./db/postgres/server.ts')
    return database && server.writeProblemOf(database)
  }
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
