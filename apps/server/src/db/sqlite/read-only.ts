import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { Availability } from '../availability.ts'
import type { Database } from '../database.ts'
import type { Tables } from '../tables/index.ts'
import { DJANGO_USER_MODEL, type UserModel } from '../user-model.ts'
import { createUsers } from '../users.ts'
import { isBusy, isDuplicate, SqliteConnection, writeProblem } from './connection.ts'
import { TransactionalSqliteDialect } from './dialect.ts'
import { lastGivenId } from './given-ids.ts'
import { referencesTo } from './references.ts'
import { sqliteValues } from './values.ts'

const BUSY_TIMEOUT = 5_000
const HEADER_BYTES = 20
const WRITE_VERSION = 18
const WAL = 2

/** Opens a SQLite file to read it: neither the file nor what lies beside it is changed. Throws if there is no such file. */
export function openSqliteReadOnly(path: string, userModel: UserModel = DJANGO_USER_MODEL): Database {
  const connection = new SqliteConnection(path, openToRead)
  const query = new Kysely<Tables>({ dialect: new TransactionalSqliteDialect({ database: connection.raw }) })
  return {
    query,
    values: sqliteValues,
    users: createUsers(userModel, sqliteValues),
    locksRows: false,
    tables: () => query.introspection.getTables({ withInternalKyselyTables: true }),
    *reserveIds() {},
    referencesTo: (table) => referencesTo(query, table),
    lastGivenId: (table) => lastGivenId(query, table),
    read: async (unit) => connection.read(unit),
    write: async () => {
      throw new TypeError('This database was opened to be read.')
    },
    writeAtOnce: null,
    answers: async () => connection.assertInPlace(),
    availability: new Availability(),
    isBusy,
    isDuplicate,
    writeProblem,
    close: async () => connection.close(),
  }
}

function openToRead(path: string): BetterSqlite3.Database {
  // A reader that may not write leaves the two files of the write-ahead log behind if it is the first to open them.
  const leavesFiles = hasWriteAheadLog(path) && !existsSync(`${path}-wal`)
  const raw = new BetterSqlite3(path, leavesFiles ? { fileMustExist: true } : { readonly: true })
  raw.pragma('query_only = ON')
  raw.pragma(`busy_timeout = ${BUSY_TIMEOUT}`)
  // SQLite's own knows the letters of ASCII alone.
  raw.function('lower', { deterministic: true }, (text: unknown) => (text === null ? null : String(text).toLowerCase()))
  try {
    raw.pragma('schema_version')
  } catch (cause) {
    raw.close()
    const code = cause instanceof BetterSqlite3.SqliteError ? ` (${cause.code})` : ''
    throw new Error(`${path} cannot be read as a SQLite database.${code}`, { cause })
  }
  return raw
}

function hasWriteAheadLog(path: string): boolean {
  const header = Buffer.alloc(HEADER_BYTES)
  const file = openSync(path, 'r')
  try {
    readSync(file, header, 0, HEADER_BYTES, 0)
  } finally {
    closeSync(file)
  }
  return header[WRITE_VERSION] === WAL
}
