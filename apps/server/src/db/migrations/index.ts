import type { Migration } from 'kysely/migration'
import * as createDjangoTables from './0001-create-django-tables.ts'
import * as createProfile from './0002-create-profile.ts'
import * as createSession from './0003-create-session.ts'

/** Every migration by its name; the order of the names is the order in which they run. */
export const migrations: Record<string, Migration> = {
  '0001-create-django-tables': createDjangoTables,
  '0002-create-profile': createProfile,
  '0003-create-session': createSession,
}
