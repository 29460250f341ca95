import { existsSync, statSync } from 'node:fs'
import type { AuditTrail } from './audit/audit-trail.ts'
import { migrate, openDatabase, openReadOnly, tokenSettings } from './compose-rules.ts'
import { type Config, type DatabaseLocation, describeLocation } from './config/config.ts'
import { loadUserModel, locateDatabase } from './config/load-config.ts'
import { createAuditStore } from './db/audit-store.ts'
import type { Database } from './db/database.ts'
import { createDoctorStore } from './db/doctor-store.ts'
import { createImportSource } from './db/import-source.ts'
import { createImportTarget } from './db/import-target.ts'
import { checkDjangoTokens } from './doctor/checks/signing-key.ts'
import { checkTables } from './doctor/checks/tables.ts'
import type { ImportEnvironment } from './import/import-database.ts'

const clock = () => new Date()
const SAME = 'Both are the same database: there is nothing to import.'

interface ImportOrder {
  /** `sqlite:PATH` or `postgres://…` */
  readonly from: string
  /** A config file whose `userModel` describes the users there. */
  readonly fromConfig?: string | undefined
  readonly cwd?: string
}

interface OpenedImport {
  /** What will not work afterwards though all is brought over. */
  readonly warnings: readonly string[]
  readonly audit: AuditTrail
  readonly environment: ImportEnvironment
  close(): Promise<void>
}

/** Opens the database to import from, to be read, and the configured one. Throws, before anything is changed, if they do not fit together. */
export async function openImport(config: Config, { from, fromConfig, cwd = process.cwd() }: ImportOrder): Promise<OpenedImport> {
  const location = locate(from, cwd)
  if (isSameFile(location, config.database)) throw new Error(SAME)
  const userModel = fromConfig === undefined ? config.userModel : await loadUserModel(fromConfig, cwd)
  const source = await openReadOnly({ database: location, userModel })
  if (!source) throw new Error(`There is no database ${describeLocation(location)}.`)
  try {
    const { tables, warnings } = await examine(source, config)
    const target = await openDatabase(config)
    const close = async () => {
      await target.close()
      await source.close()
    }
    try {
      if (location.kind === 'postgres' && config.database.kind === 'postgres') await refuseSame(source, target)
      await migrate(target)
    } catch (error) {
      await close()
      throw error
    }
    return {
      close,
      warnings,
      audit: createAuditStore(target),
      environment: {
        source: createImportSource(source, tables),
        target: createImportTarget(target, clock),
        name: describeLocation(location),
        userIdClaim: config.simpleJwt.userIdClaim,
        userIdField: config.simpleJwt.userIdField,
        clock,
      },
    }
  } catch (error) {
    await source.close()
    throw error
  }
}

function locate(from: string, cwd: string): DatabaseLocation {
  try {
    return locateDatabase(from, cwd)
  } catch (error) {
    throw new Error(`FROM ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
}

async function refuseSame(source: Database, target: Database): Promise<void> {
  const { isSameDatabase } = await import('./db/postgres/server.ts')
  if (await isSameDatabase(source, target)) throw new Error(SAME)
}

/** Whether two names stand for one file. */
function isSameFile(one: DatabaseLocation, other: DatabaseLocation): boolean {
  if (one.kind !== 'sqlite' || other.kind !== 'sqlite' || !existsSync(one.path) || !existsSync(other.path)) return false
  const [here, there] = [statSync(one.path), statSync(other.path)]
  return here.dev === there.dev && here.ino === there.ino
}

/** The names of the source's tables, and what is wrong with its tokens. Throws if its users are not where Latchkey looks for them. */
async function examine(source: Database, config: Config): Promise<{ tables: ReadonlySet<string>; warnings: readonly string[] }> {
  const store = createDoctorStore(source)
  const tables = await store.tables()
  const { isUsable, statements } = await checkTables({ store, writeProblem: null, userTable: source.users.model }, tables)
  if (!isUsable) {
    const problems = statements.filter(({ level }) => level === 'error')
    throw new Error(
      problems.length === 0 ? 'There are no users in that database: it is empty.' : problems.map(({ title }) => title).join('\n'),
    )
  }
  const findings = await checkDjangoTokens({ tokens: tokenSettings(config, 'root'), store, tables })
  const warnings = findings.filter(({ level }) => level !== 'ok').map(({ title, mend }) => [title, mend].filter(Boolean).join(' '))
  return { tables: new Set(tables.keys()), warnings }
}
