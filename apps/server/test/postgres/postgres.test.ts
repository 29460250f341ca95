import { readFileSync } from 'node:fs'
import { dataPath } from '@latchkey/conformance'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccountStore } from '../../src/db/account-store.ts'
import type { Database } from '../../src/db/database.ts'
import { migrate, pendingMigrations } from '../../src/db/migrate.ts'
import { createMigrations } from '../../src/db/migrations/index.ts'
import { openPostgres } from '../../src/db/postgres/index.ts'
import { createSessionStore } from '../../src/db/session-store.ts'
import { all, type Unit, write } from '../../src/db/unit.ts'
import { postgresDatabase } from './test-database.ts'

const resources = new AsyncDisposableStack()
let database: Database

beforeAll(async () => {
  const { url } = resources.use(await postgresDatabase('empty'))
  database = await openPostgres(url)
  resources.defer(() => database.close())
  await sql`create table number (id integer primary key, value integer not null)`.execute(database.query)
  await sql`insert into number values (1, 0), (2, 0)`.execute(database.query)
})
afterAll(() => resources.disposeAsync())

const add = (id: number): Unit<number> => write(sql`update number set value = value + 1 where id = ${id}`.compile(database.query))
const values = async () => {
  const rows = await database.read(all(sql<{ value: number }>`select value from number order by id`.compile(database.query)))
  return rows.map(({ value }) => value)
}

describe('a unit', () => {
  test('that fails leaves no trace', async () => {
    function* failing(): Unit<void> {
      yield* add(1)
      throw new Error('no')
    }
    await expect(database.write(() => failing())).rejects.toThrow('no')
    expect(await values()).toEqual([0, 0])
  })

  test('that two others stand in each other’s way with is begun anew', async () => {
    let begun = 0
    let holding = 0
    function* adding([first, second]: readonly [number, number]): Unit<void> {
      begun += 1
      yield* add(first)
      holding += 1
      // Until the other one has its first row as well.
      while (holding < 2) yield* all(sql`select pg_sleep(0.02)`.compile(database.query))
      yield* add(second)
    }
    await Promise.all([database.write(() => adding([1, 2])), database.write(() => adding([2, 1]))])
    expect(await values()).toEqual([2, 2])
    expect(begun).toBeGreaterThan(2)
  })
})

describe('migrations', () => {
  test('make Django’s tables as Django makes them, and ours, once', async () => {
    await using place = await postgresDatabase('empty')
    const fresh = await openPostgres(place.url)
    const names = Object.keys(createMigrations(fresh.users.model))
    expect(await pendingMigrations(fresh)).toEqual(names)
    const runs = await Promise.all([migrate(fresh), migrate(fresh)])
    expect(runs.flat()).toEqual(names)
    expect(await pendingMigrations(fresh)).toEqual([])
    const made = await sql<{ name: string }>`
      select conname as name from pg_constraint where conrelid::regclass::text ~ '^(auth_user|token_blacklist)' and contype <> 'n'
      union select indexname from pg_indexes where tablename ~ '^(auth_user|token_blacklist)'`.execute(fresh.query)
    expect(made.rows.map(({ name }) => name).sort()).toEqual(
      [...namesInDjangosDump(), 'latchkey_user_email', 'latchkey_user_username'].sort(),
    )
    await fresh.close()
  })
})

/** Constraints and indexes of the three tables that we share with Django, in a dump of a database that Django made. */
function namesInDjangosDump(): string[] {
  const dump = readFileSync(dataPath('django-db/django.pg.sql'), 'utf8')
  const shared = String.raw`public\.(?:auth_user|token_blacklist_\w+)\b`
  const constraints = dump.matchAll(new RegExp(String.raw`ALTER TABLE ONLY ${shared}\s+ADD CONSTRAINT (\w+)`, 'g'))
  const indexes = dump.matchAll(new RegExp(String.raw`CREATE INDEX (\w+) ON ${shared}`, 'g'))
  return [...constraints, ...indexes].map(([, name]) => name ?? '').sort()
}

describe('values', () => {
  test('ids are numbers, times keep their milliseconds, and an id beyond the column finds nobody', async () => {
    await using place = await postgresDatabase()
    const own = await openPostgres(place.url)
    const accounts = createAccountStore(own)
    const dateJoined = new Date('2026-11-20T18:18:04.913Z')
    const profile = { fullName: '', bio: '', image: '', verified: true }
    const account = { username: 'ada', email: '', firstName: '', lastName: '', isActive: true, isStaff: false, isSuperuser: false }
    expect(await accounts.create({ ...account, id: 7, password: '!', dateJoined, profile })).toBe(7)
    expect(await accounts.create({ ...account, username: 'bob', password: '!', dateJoined, profile })).toBe(8)
    expect(await accounts.findById(7)).toMatchObject({ ...account, dateJoined, lastLogin: null })
    expect((await accounts.profileOf(7)).verified).toBe(true)
    expect(await accounts.identifyById(Number.MAX_SAFE_INTEGER)).toBeNull()
    await own.close()
  })
})

test('a rotation is one statement', async () => {
  await using place = await postgresDatabase()
  const own = await openPostgres(place.url)
  const account = { username: 'ada', email: '', firstName: '', lastName: '', isActive: true, isStaff: false, isSuperuser: false }
  const profile = { fullName: '', bio: '', image: '', verified: false }
  const at = new Date()
  const userId = (await createAccountStore(own).create({ ...account, password: '!', dateJoined: at, profile })) ?? 0
  const token = (jti: string) => ({ jti, unsigned: jti, userId, issuedAt: 0, expiresAt: Math.floor(at.getTime() / 1000) + 600 })
  const client = { userAgent: '', ip: '' }
  const event = { kind: 'login.succeeded', at, actor: 'anonymous' } as const
  await createSessionStore(own).begin({
    userId,
    password: '!',
    at,
    token: token('first'),
    session: { id: 's', client },
    isRecorded: true,
    event,
  })
  const units = { write: () => Promise.reject(new Error('a unit of several statements')) }
  const rotate = (parent: string, jti: string) =>
    createSessionStore({ ...own, ...units }).rotate({
      parent: token(parent),
      successor: token(jti),
      at,
      client,
      blacklistParent: true,
      grace: 0,
      reuseEndsSession: true,
      limits: { lifetime: 86_400, idle: 3_600 },
    })
  expect(await rotate('first', 'second')).toEqual({ kind: 'rotated' })
  expect(await rotate('second', 'third')).toEqual({ kind: 'rotated' })
  await expect(rotate('first', 'other')).rejects.toThrow('a unit of several statements')
  await own.close()
})

test('the end of all logins happens when it is its turn: whoever logs in while it waits is logged out too', async () => {
  await using place = await postgresDatabase()
  const own = await openPostgres(place.url)
  const account = { username: 'ada', email: '', firstName: '', lastName: '', isActive: true, isStaff: false, isSuperuser: false }
  const profile = { fullName: '', bio: '', image: '', verified: false }
  let second = 1_800_000_000
  const now = () => new Date(second * 1000)
  const userId = (await createAccountStore(own).create({ ...account, password: '!', dateJoined: now(), profile })) ?? 0
  const waiting = sql<{ count: number }>`
    select count(*) as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  const ended = await own.query.transaction().execute(async (login) => {
    await sql`select 1 from auth_user where id = ${userId} for share`.execute(login)
    const ending = createSessionStore(own).endAll(userId, { now, keepSession: null, reason: 'revoked' })
    await expect.poll(async () => (await waiting.execute(own.query)).rows[0]?.count, { timeout: 9_000 }).toBe(1)
    second += 5
    return { ending }
  })
  expect(await ended.ending).toBe(0)
  expect(await own.query.selectFrom('latchkey_token_epoch').select('epoch').execute()).toEqual([{ epoch: second + 1 }])
  await own.close()
})
