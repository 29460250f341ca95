import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { migrate, pendingMigrations } from '../migrate.ts'
import { createMigrations } from '../migrations/index.ts'
import { all, first, type Unit, write } from '../unit.ts'
import { openSqlite } from './index.ts'
import { sqliteValues } from './values.ts'

const open = () => openSqlite(join(mkdtempSync(join(tmpdir(), 'latchkey-sqlite-')), 'folder/test.db'))

async function withNumbers() {
  const database = await open()
  await sql`create table number (value integer not null unique)`.execute(database.query)
  const insert = (value: number): Unit<number> => write(sql`insert into number values (${value})`.compile(database.query))
  const values = async () => {
    const rows = await database.read(all(sql<{ value: number }>`select value from number order by value`.compile(database.query)))
    return rows.map(({ value }) => value)
  }
  return { database, insert, values }
}

test('a file in which somebody writes is opened once they have done', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'latchkey-sqlite-')), 'test.db')
  const other = new BetterSqlite3(path)
  other.exec('create table latchkey_other (id integer); begin immediate')
  const opening = openSqlite(path)
  await setTimeout(200)
  other.exec('insert into latchkey_other values (1); commit')
  other.close()
  const database = await opening
  expect((await database.tables()).map(({ name }) => name)).toEqual(['latchkey_other'])
  await database.close()
})

test('what is to be written after the end is refused as unavailable', async () => {
  const { database, insert } = await withNumbers()
  await database.close()
  await expect(database.write(() => insert(1))).rejects.toMatchObject({ code: 'unavailable' })
})

test('a read of a file that is damaged fails, and nothing else does', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'latchkey-sqlite-')), 'test.db')
  const other = new BetterSqlite3(path)
  other.exec('create table latchkey_whole (id integer); create table latchkey_damaged (id integer); insert into latchkey_whole values (1)')
  const page = other.prepare("select rootpage from sqlite_master where name = 'latchkey_damaged'").pluck().get() as number
  const size = other.pragma('page_size', { simple: true }) as number
  other.close()
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(size, 0xff), 0, size, (page - 1) * size)
  closeSync(file)

  const database = await openSqlite(path)
  const idsIn = (table: string) => database.read(all(sql`select id from ${sql.table(table)}`.compile(database.query)))
  await expect(idsIn('latchkey_damaged')).rejects.toThrow('malformed')
  await nextTurn()
  expect(await idsIn('latchkey_whole')).toEqual([{ id: 1 }])
  await database.close()
})

describe('writing', () => {
  test('one unit that fails leaves no trace and takes no other with it', async () => {
    const { database, insert, values } = await withNumbers()
    function* twice(): Unit<void> {
      yield* insert(7)
      yield* insert(1)
    }
    const outcomes = await Promise.allSettled([
      database.write(() => insert(1)),
      database.write(() => twice()),
      database.write(() => insert(2)),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await values()).toEqual([1, 2])
  })

  test('a unit may catch the failure of its own query and go on', async () => {
    const { database, insert, values } = await withNumbers()
    function* stubborn(): Unit<string> {
      yield* insert(1)
      try {
        yield* insert(1)
      } catch {
        yield* insert(2)
      }
      return 'went on'
    }
    expect(await database.write(() => stubborn())).toBe('went on')
    expect(await values()).toEqual([1, 2])
  })

  test('what waits when the database is closed is committed first', async () => {
    const { database, insert } = await withNumbers()
    const written = database.write(() => insert(1))
    await database.close()
    expect(await written).toBe(1)
  })
})

describe('the file', () => {
  test('keeps what was acknowledged through a power cut, and its references whole', async () => {
    const { query } = await open()
    const pragma = async (name: string) => Object.values((await sql`pragma ${sql.raw(name)}`.execute(query)).rows[0] ?? {})[0]
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual(['wal', 2, 1])
  })
})

describe('migrations', () => {
  test('run once, whoever calls', async () => {
    const database = await open()
    const names = Object.keys(createMigrations(database.users.model))
    expect(await pendingMigrations(database)).toEqual(names)
    expect(await migrate(database)).toEqual(names)
    expect(await migrate(database)).toEqual([])
    expect(await pendingMigrations(database)).toEqual([])
  })

  test('never give the id of a deleted user to another', async () => {
    const database = await open()
    await migrate(database)
    const add = (username: string) =>
      database.write(() =>
        first(
          sql<{
            id: number
          }>`insert into auth_user (password, is_superuser, username, last_name, email, is_staff, is_active, date_joined, first_name)
          values ('!', 0, ${username}, '', '', 0, 1, '2026-01-01 00:00:00', '') returning id`.compile(database.query),
        ),
      )
    const gone = await add('gone')
    await sql`delete from auth_user`.execute(database.query)
    expect((await add('new'))?.id).toBeGreaterThan(gone?.id ?? 0)
  })
})

describe('times', () => {
  test.each([
    ['2026-11-20T18:18:04.913Z', '2026-11-20 18:18:04.913000'],
    ['2066-11-20T18:18:04.000Z', '2066-11-20 18:18:04'],
  ])('%s is kept as Django keeps it', (iso, stored) => {
    expect(sqliteValues.toTime(new Date(iso))).toBe(stored)
    expect(sqliteValues.fromTime(sqliteValues.toTime(new Date(iso))).toISOString()).toBe(iso)
  })
})
