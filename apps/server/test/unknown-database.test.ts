import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../src/compose-rules.ts'
import { loadConfig } from '../src/config/load-config.ts'
import { postgresDatabase } from './postgres/test-database.ts'
import { run, runWithoutRoom, temporaryFolder } from './server-process.ts'
import { DATABASES, type DatabaseKind } from './test-app.ts'

const DJANGO_USER = `username varchar(150) not null, password varchar(128), email varchar(254), first_name varchar(150), last_name varchar(150),
  is_superuser boolean, is_staff boolean, is_active boolean, last_login timestamp with time zone`

const FOREIGN: [string, string, RegExp][] = [
  [
    'tables of something else',
    'create table orders (id integer); create table clients (id integer)',
    /has tables \(clients, orders\) but no auth_user/,
  ],
  ['a user table without a column', `create table auth_user (id integer, ${DJANGO_USER})`, /auth_user has no column date_joined/],
  [
    'a column of a type that nobody knows',
    `create table auth_user (id uuid, ${DJANGO_USER}, date_joined timestamp with time zone)`,
    /auth_user\.id is of type uuid, and Latchkey takes integer there/,
  ],
]

/** A database made by these statements, and what it holds now. */
async function databaseOf(kind: DatabaseKind, statements: string, resources: AsyncDisposableStack) {
  const folder = resources.use(temporaryFolder())
  const env = { SIMPLE_JWT_SIGNING_KEY: 'a signing key for tests, long enough: 0123456789abcdef' }
  if (kind === 'sqlite') {
    const file = join(folder.path, 'foreign.db')
    new BetterSqlite3(file).exec(statements).close()
    return { env: { ...env, DATABASE_URL: `sqlite:${file}` }, cwd: folder.path, contents: async () => readFileSync(file, 'base64') }
  }
  const { url } = resources.use(await postgresDatabase('empty'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  resources.defer(() => client.end())
  await client.query(statements)
  const columns = `select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2`
  return { env: { ...env, DATABASE_URL: url }, cwd: folder.path, contents: async () => JSON.stringify((await client.query(columns)).rows) }
}

describe.each(DATABASES)('on %s, what Latchkey does not know is refused and left as it is:', (kind) => {
  test.each(FOREIGN)('%s', async (_name, statements, reason) => {
    await using resources = new AsyncDisposableStack()
    const { env, cwd, contents } = await databaseOf(kind, statements, resources)
    const before = await contents()
    await expect(loadConfig({ env, cwd }).then(openDatabase)).rejects.toThrow(reason)
    expect(await contents()).toBe(before)
  })
})

describe('a SQLite file is refused', () => {
  test('that is none, with one line', { timeout: 120_000 }, async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'notes.db'), 'these are notes, not a database; '.repeat(50))
    const { code, output } = await run(folder.path, ['serve'], { DATABASE_URL: 'sqlite:notes.db' })
    expect([code, output.trim().split('\n').length]).toEqual([1, 1])
    expect(output).toMatch(/notes\.db cannot be used: file is not a database/)
  })

  test('that cannot be written', async () => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'latchkey.db'))
    const config = loadConfig({ env: { DATABASE_URL: 'sqlite:latchkey.db' }, cwd: folder.path })
    await expect(config.then(openDatabase)).rejects.toThrow(/latchkey\.db cannot be used: EISDIR/)
  })
})

describe('a disk that is full', () => {
  // At the first write, and in the middle of the migrations.
  test.each([16, 200])(
    'after %d blocks, stops a command with one line, and is no harm once it has room',
    { timeout: 120_000 },
    async (blocks) => {
      using folder = temporaryFolder()
      const full = await runWithoutRoom(folder.path, ['migrate'], blocks)
      expect(full).toEqual({
        code: 1,
        output: expect.stringMatching(/^The database cannot be written: .+ See whether its disk is full or only readable\.\n$/),
      })
      expect(await run(folder.path, ['users', 'list'])).toEqual({ code: 0, output: '' })
    },
  )
})
