import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, type SqliteDatabase } from 'kysely'
import { assertKnownSchema } from '../assert-known-schema.ts'
import type { Database } from '../database.ts'
import { pause } from '../pause.ts'
import type { Tables } from '../tables/index.ts'
import { UnknownSchema } from '../unknown-schema.ts'
import { DJANGO_USER_MODEL, type UserModel } from '../user-model.ts'
import { createUsers } from '../users.ts'
import { isBusy, isDuplicate, SqliteConnection, writeProblem } from './connection.ts'
import { TransactionalSqliteDialect } from './dialect.ts'
import { lastGivenId, reserveIds } from './given-ids.ts'
import { GroupCommit } from './group-commit.ts'
import { referencesTo } from './references.ts'
import { sqliteValues } from './values.ts'

// It will hold password hashes.
const OWNER_ONLY = 0o700

/** Milliseconds between two tries, and after which nobody tries any more, while other processes have the file to themselves. */
const RETRY = 50
const PATIENCE = 5_000

/**
 * Opens a SQLite file, and makes it and its folder if they are missing. Any number of processes may do so at the same time. Throws, in
 * words for people and with nothing changed, if it cannot be written or holds something else than Django's tables and ours.
 */
export async function openSqlite(path: string, userModel: UserModel = DJANGO_USER_MODEL): Promise<Database> {
  const deadline = performance.now() + PATIENCE
  for (;;) {
    try {
      return await openOnce(path, userModel)
    } catch (error) {
      if (error instanceof UnknownSchema) throw error
      if (!isBusy(error) || performance.now() > deadline) {
        throw new Error(`The database file ${path} cannot be used: ${error instanceof Error ? error.message : error}`)
      }
    }
    // SQLite does not wait where a file is turned to WAL while somebody writes in it.
    await pause(RETRY)
  }
}

async function openOnce(path: string, userModel: UserModel): Promise<Database> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY })
  const connection = new SqliteConnection(path)
  const database = databaseOn(connection, path, userModel)
  try {
    await assertKnownSchema(database)
    connection.writeAhead()
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

function databaseOn(connection: SqliteConnection, path: string, userModel: UserModel): Database {
  const commits = new GroupCommit(connection, path)
  const query = new Kysely<Tables>({ dialect: new TransactionalSqliteDialect({ database: besideUnits(connection, commits) }) })
  return {
    query,
    values: sqliteValues,
    users: createUsers(userModel, sqliteValues),
    // One unit after the other: SQLite has one writer at a time.
    locksRows: false,
    tables: () => query.introspection.getTables({ withInternalKyselyTables: true }),
    // AUTOINCREMENT looks at the rows by itself.
    reserveIds: (table, _column, least = 0) => reserveIds(query, table, least),
    referencesTo: (table) => referencesTo(query, table),
    lastGivenId: (table) => lastGivenId(query, table),
    read: async (unit) => connection.read(unit),
    write: (begin) => commits.write(begin),
    writeAtOnce: null,
    answers: async () => {
      connection.assertInPlace()
      commits.assertAble()
    },
    availability: commits.availability,
    isBusy,
    isDuplicate,
    writeProblem,
    close: async () => {
      await commits.close()
      connection.close()
    },
  }
}

/**
 * The connection for queries outside of units: they belong to no group, what they write makes what was read before stale, and nobody
 * else makes it durable.
 */
const besideUnits = (connection: SqliteConnection, commits: GroupCommit): SqliteDatabase => ({
  prepare: (sql) => {
    commits.settle()
    connection.endRead()
    connection.forgetReads()
    if (!connection.inTransaction) connection.syncs = true
    return connection.raw.prepare(sql)
  },
  close: () => connection.raw.close(),
})
