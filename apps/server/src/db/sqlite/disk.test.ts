import { once } from 'node:events'
import { mkdtempSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { all, type Unit, write } from '../unit.ts'
import { openSqlite } from './index.ts'

const GROUP = 8
const MEGABYTE = 1e6

/** A database of numbers that are written, each once, in groups. */
async function withNumbers(path = join(mkdtempSync(join(tmpdir(), 'latchkey-disk-')), 'test.db')) {
  const database = await openSqlite(path)
  await sql`create table if not exists latchkey_number (value integer not null unique)`.execute(database.query)
  let next = 0
  const insert = (value: number): Unit<number> => write(sql`insert into latchkey_number values (${value})`.compile(database.query))
  const writeGroup = () => Promise.all(Array.from({ length: GROUP }, () => database.write(() => insert(next++))))
  const numbers = async (): Promise<number[]> => {
    const rows = await database.read(all(sql<{ value: number }>`select value from latchkey_number order by value`.compile(database.query)))
    return rows.map(({ value }) => value)
  }
  const count = async () => (await numbers()).length
  const copiesLog = async () => {
    const { rows } = await sql<{ wal_autocheckpoint: number }>`pragma wal_autocheckpoint`.execute(database.query)
    return rows[0]?.wal_autocheckpoint !== 0
  }
  /** Writes until a thread has taken over from SQLite. */
  const keepBusy = async () => {
    do await writeGroup()
    while (await copiesLog())
  }
  return { path, database, insert, writeGroup, numbers, count, written: () => next, copiesLog, keepBusy }
}

test('a busy database is written whole, whatever fails in it, and closes after the last group', async () => {
  const { path, database, insert, writeGroup, count, written, keepBusy } = await withNumbers()
  await keepBusy()
  const again = database.write(() => insert(0))
  const [, refusal] = await Promise.allSettled([writeGroup(), again])
  expect(refusal.status).toBe('rejected')
  expect(await count()).toBe(written())
  const last = writeGroup()
  await database.close()
  await last

  const reopened = await withNumbers(path)
  expect(await reopened.count()).toBe(written())
  await reopened.database.close()
})

test('of more than one group at once each is written, whatever fails in them, and all before the end', async () => {
  const { path, database, insert, written, writeGroup, keepBusy } = await withNumbers()
  await keepBusy()
  const before = written()
  const groups = Array.from({ length: 6 }, writeGroup)
  const again = database.write(() => insert(0))
  const later = Array.from({ length: 6 }, writeGroup)
  const [refusal] = await Promise.allSettled([again, database.close()])
  expect(refusal.status).toBe('rejected')
  await Promise.all([...groups, ...later])

  const reopened = await withNumbers(path)
  expect(await reopened.count()).toBe(before + 12 * GROUP)
  await reopened.database.close()
})

/** As many turns of the event loop as a small group takes, and more. */
const TURNS = Array.from({ length: 6 }, (_, turn) => turn)

async function passTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn()
}

test.each(TURNS)('%i turns after a small group came, a query beside it is committed by itself', async (turns) => {
  const { path, database, insert, keepBusy } = await withNumbers()
  await keepBusy()
  const elsewhere = await withNumbers(path)
  const written = database.write(() => insert(-1))
  await passTurns(turns)
  await sql`insert into latchkey_number values (-2)`.execute(database.query)
  expect(await elsewhere.numbers()).toContain(-2)
  await written
  expect(await elsewhere.numbers()).toContain(-1)
  await Promise.all([database.close(), elsewhere.database.close()])
})

test.each(TURNS)('%i turns after a small group came, the end waits for it', async (turns) => {
  const { path, database, insert, keepBusy } = await withNumbers()
  await keepBusy()
  const written = database.write(() => insert(-1))
  await passTurns(turns)
  await database.close()
  await written
  const reopened = await withNumbers(path)
  expect(await reopened.numbers()).toContain(-1)
  await reopened.database.close()
})

test.each(TURNS)('%i turns after a small group came, the thread goes: who is told that it is written can rely on it', async (turns) => {
  const { path, database, insert, keepBusy } = await withNumbers()
  const started = once(process, 'worker')
  await keepBusy()
  const [thread] = await started
  if (!(thread instanceof Worker)) throw new TypeError('No thread was started.')
  const written = database.write(() => insert(-1))
  await passTurns(turns)
  const warned = once(process, 'warning')
  thread.emit('error', new Error('gone'))
  expect(String((await warned)[0])).toContain('gone')
  const [first, second] = await Promise.allSettled([written, database.write(() => insert(-2))])
  // Of what was committed and not yet synced nobody knows; nothing is acknowledged any more.
  expect([first.status, second.status]).toEqual(Array(2).fill(first.status))
  await Promise.all([thread.terminate(), database.close()])
  const reopened = await withNumbers(path)
  if (first.status === 'fulfilled') expect(await reopened.numbers()).toEqual(expect.arrayContaining([-2, -1]))
  else expect(first.reason).toMatchObject({ code: 'unavailable' })
  await reopened.database.close()
})

test('a small group is written although a read has met a broken file before its commit', async () => {
  const { path, database, insert, keepBusy, numbers } = await withNumbers()
  await keepBusy()
  await sql`create table latchkey_filling (bytes blob)`.execute(database.query)
  const fill = () => write(sql`insert into latchkey_filling values (zeroblob(${MEGABYTE}))`.compile(database.query))
  // More than the connection's own memory holds, and all of it in the log.
  for (let count = 0; count < 24; count += 1) await database.write(fill)
  const log = readFileSync(`${path}-wal`)
  const written = database.write(() => insert(-1))
  await passTurns(2)
  truncateSync(`${path}-wal`, log.length / 8)
  const filling = database.read(all(sql`select sum(length(bytes)), count(quote(bytes)) from latchkey_filling`.compile(database.query)))
  await expect(filling).rejects.toThrow('disk I/O error')
  writeFileSync(`${path}-wal`, log)
  await numbers()
  await written
  const elsewhere = await withNumbers(path)
  expect(await elsewhere.numbers()).toContain(-1)
  await Promise.all([database.close(), elsewhere.database.close()])
})

test('many small commits one after the other start the thread, too', async () => {
  const { database, insert, copiesLog } = await withNumbers()
  for (let value = 0; value < 64; value += 1) await database.write(() => insert(value))
  await expect.poll(copiesLog).toBe(false)
  await database.close()
})

test('the log of a busy database does not grow with what is written', async () => {
  const { path, database, writeGroup, keepBusy } = await withNumbers()
  await keepBusy()
  const sizeAfter = async (groups: number): Promise<number> => {
    for (let group = 0; group < groups; group += 1) await writeGroup()
    return statSync(`${path}-wal`).size
  }
  const size = await sizeAfter(100)
  expect(await sizeAfter(400)).toBeLessThan(2 * size)
  await database.close()
})

test('without a thread SQLite goes on waiting for the disk by itself', async () => {
  const { path, database, writeGroup, count, written, copiesLog } = await withNumbers()
  renameSync(`${path}-wal`, `${path}-lost`)
  const warned = once(process, 'warning')
  await writeGroup()
  const [warning] = await warned
  expect(String(warning)).toContain('no such file')
  await writeGroup()
  expect(await count()).toBe(written())
  expect(await copiesLog()).toBe(true)
  await database.close()
})
