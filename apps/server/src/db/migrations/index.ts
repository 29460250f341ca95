import type { Migration } from 'kysely/migration'
import type { UserModel } from '../user-model.ts'
import { up as createDjangoTables } from './0001-create-django-tables.ts'
import { up as createProfile } from './0002-create-profile.ts'
import { up as createSession } from './0003-create-session.ts'
import { up as createTokenEpoch } from './0005-create-token-epoch.ts'
import { up as createAudit } from './0007-create-audit.ts'
import { up as createOneTimeToken } from './0008-create-one-time-token.ts'
import { up as createLimit } from './0009-create-limit.ts'
import { up as createImport } from './0010-create-import.ts'
import { up as createAuditSeal } from './0011-create-audit-seal.ts'
import { up as createJob } from './0012-create-job.ts'
import { up as indexUsers } from './0013-index-users.ts'

/** Every migration by its name, for a user model; the order of the names is the order in which they run: a new one goes last. */
export const createMigrations = (model: UserModel): Record<string, Migration> => ({
  '0001-create-django-tables': { up: (db) => createDjangoTables(db, model) },
  '0002-create-profile': { up: createProfile },
  '0003-create-session': { up: createSession },
  '0005-create-token-epoch': { up: createTokenEpoch },
  '0007-create-audit': { up: createAudit },
  '0008-create-one-time-token': { up: createOneTimeToken },
  '0009-create-limit': { up: createLimit },
  '0010-create-import': { up: createImport },
  '0011-create-audit-seal': { up: createAuditSeal },
  '0012-create-job': { up: createJob },
  '0013-index-users': { up: (db) => indexUsers(db, model) },
})
