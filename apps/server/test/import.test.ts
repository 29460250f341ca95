import { once } from 'node:events'
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { dataPath } from '@latchkey/conformance'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openReadOnly } from '../src/compose.ts'
import { openImport } from '../src/compose-import.ts'
import { loadConfig, locateDatabase } from '../src/config/load-config.ts'
import { DJANGO_USER_MODEL } from '../src/db/user-model.ts'
import { importDatabase } from '../src/import/import-database.ts'
import { djangoDatabase } from './django-database.ts'
import { post } from './rest-calls.ts'
import { run, spawnMain, temporaryFolder } from './server-process.ts'
import { DATABASES, type DatabaseKind, type TestApp, testApp } from './test-app.ts'

const KEY = 'conformance-hs-key-0123456789abcdefghijklmnopqrstuvwxyz-0123456789'
const ENV = { SIMPLE_JWT_SIGNING_KEY: KEY, LATCHKEY_DIALECT: '5.5' }
const manifest: {
  tokens: { token: string; refresh_status: number; refresh_detail: string | null }[]
  users: { username: string; cleartext: string | null }[]
} = JSON.parse(readFileSync(dataPath('django-db/manifest.json'), 'utf8'))

const PAIRS = DATABASES.flatMap((source) => DATABASES.map((target) => [source, target] as const))

const app = (database: DatabaseKind) => testApp({ database, env: ENV })

/** Imports into the database of a running service. */
async function importInto(service: TestApp, from: string, options: { restart?: boolean } = {}) {
  const opened = await openImport(await loadConfig({ env: { ...ENV, DATABASE_URL: service.url } }), from)
  try {
    const { report } = await importDatabase(opened.environment, options)
    const { skips } = await opened.environment.target.skips(opened.environment.name, { after: 0, limit: 100 })
    return { report, skips }
  } finally {
    await opened.close()
  }
}

/** Users and tokens of a database with every digit, in a form that both kinds share. */
async function contentsOf(url: string) {
  const database = await openReadOnly({ database: locateDatabase(url, process.cwd()), userModel: DJANGO_USER_MODEL })
  if (!database) throw new Error(`There is no ${url}`)
  const { query, values } = database
  try {
    const users = await query
      .selectFrom('auth_user')
      .selectAll()
      .select((build) => [
        values.timeText(build.ref('date_joined')).as('date_joined'),
        values.timeText(build.ref('last_login')).as('last_login'),
      ])
      .orderBy('id')
      .execute()
    const tokens = await query
      .selectFrom('token_blacklist_outstandingtoken as token')
      .leftJoin('token_blacklist_blacklistedtoken as spent', 'spent.token_id', 'token.id')
      .select((build) => [
        'jti',
        'user_id',
        'token',
        values.timeText(build.ref('created_at')).as('created_at'),
        values.timeText(build.ref('expires_at')).as('expires_at'),
        values.timeText(build.ref('blacklisted_at')).as('blacklisted_at'),
      ])
      .orderBy('jti')
      .execute()
    const whole = (row: object) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => {
          if (name.startsWith('is_')) return [name, Boolean(value)]
          if (name === 'token') return [name, String(value).split('.', 2).join('.')]
          return [name, typeof value === 'string' ? value.replace(/\.0+$/, '') : value]
        }),
      )
    return { users: users.map(whole), tokens: tokens.map(whole) }
  } finally {
    await database.close()
  }
}

const added = (number: number) => ({ read: number, added: number, renumbered: 0, ended: 0, present: 0, skipped: 0 })

describe.each(PAIRS)('from a Django on %s to a Latchkey on %s', (from, to) => {
  test('everything comes over as it is, and nothing twice', async () => {
    await using django = await djangoDatabase(from)
    await using service = await app(to)
    const before = await contentsOf(django.url)
    const { report } = await importInto(service, django.url)
    expect(report).toEqual({ users: added(20), tokens: added(39), blacklist: added(11) })
    expect(await contentsOf(service.url)).toEqual(before)
    expect(await contentsOf(django.url)).toEqual(before)
    for (const { token, refresh_status: status, refresh_detail: detail } of manifest.tokens) {
      const reply = await post(service.base, '/api/token/refresh/', { refresh: token })
      expect(reply.status).toBe(status === 500 ? 401 : status)
      if (status === 401) expect(reply.json()['detail']).toBe(detail)
    }
    const { username, cleartext } = manifest.users.find((user) => user.username === 'm_md5') ?? {}
    expect((await post(service.base, '/api/token/', { username, password: cleartext })).status).toBe(200)
    const again = await importInto(service, django.url, { restart: true })
    expect(again.report.users).toMatchObject({ read: 20, added: 0, present: 20 })
    expect(again.report.blacklist).toMatchObject({ read: 11, added: 0, present: 11 })
    // Above the highest that the source ever gave: on SQLite it knows of somebody whom it has deleted.
    const next = await post(service.base, '/api/register/', { username: 'next', email: '', password: 'x' })
    expect(next.json()['id']).toBe(from === 'sqlite' ? 22 : 21)
  })
})

describe.each(DATABASES)('on %s', (kind) => {
  test('what is new comes over later, and nothing else is looked at again', async () => {
    await using django = await djangoDatabase(kind)
    await using service = await app(kind)
    await importInto(service, django.url)
    await django.execute(`
      insert into auth_user (password, is_superuser, username, last_name, email, is_staff, is_active, date_joined, first_name)
      values ('!', false, 'late', '', '', false, true, '2026-11-25 10:00:00.000001', '');
      insert into token_blacklist_blacklistedtoken (token_id, blacklisted_at)
      select min(id), '2026-11-25 10:00:00' from token_blacklist_outstandingtoken
      where id not in (select token_id from token_blacklist_blacklistedtoken)`)
    const { report } = await importInto(service, django.url)
    expect(report).toEqual({ users: added(21), tokens: added(39), blacklist: added(12) })
    const { users, tokens } = await contentsOf(service.url)
    expect({ users, tokens }).toEqual(await contentsOf(django.url))
  })

  test('who is here already keeps name and id, and no token opens the account of somebody else', async () => {
    await using django = await djangoDatabase(kind)
    await using service = await app(kind)
    for (const username of ['own', 'm_pbkdf2_sha1'])
      await post(service.base, '/api/register/', { username, email: '', password: 'own password' })
    const { report, skips } = await importInto(service, django.url)
    expect(skips).toEqual([{ kind: 'users', id: 2, name: 'm_pbkdf2_sha1', reason: 'name taken by another account' }])
    expect(report.users).toEqual({ read: 20, added: 19, renumbered: 1, ended: 0, present: 0, skipped: 1 })
    const { users, tokens } = await contentsOf(service.url)
    const idOf = (name: string) => users.find((user) => user['username'] === name)?.['id']
    const renumbered = Number(idOf('m_pbkdf2_sha256'))
    expect([idOf('own'), idOf('m_pbkdf2_sha1'), idOf('m_argon2')]).toEqual([1, 2, 3])
    expect(renumbered).toBeGreaterThan(20)
    // Live tokens of the users 1 and 2 name accounts that are others here.
    const live = manifest.tokens.filter(({ refresh_status: status }) => status === 200)
    const replies = await Promise.all(
      live.map(async ({ token }) => ({ token, status: (await post(service.base, '/api/token/refresh/', { refresh: token })).status })),
    )
    const userOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).user_id
    for (const { token, status } of replies)
      expect([userOf(token), status]).toEqual([userOf(token), ['1', '2'].includes(userOf(token)) ? 401 : 200])
    const refused = replies.filter(({ status }) => status === 401).length
    expect(refused).toBeGreaterThan(0)
    expect(report.tokens.ended).toBeGreaterThanOrEqual(refused)
    expect(tokens.filter((token) => token['user_id'] === renumbered).length).toBeGreaterThan(0)
    expect(tokens.filter((token) => token['user_id'] === 1 || token['user_id'] === 2)).toEqual([])
  })
})

test('rows that nobody could use are left behind, by name', async () => {
  await using django = await djangoDatabase('sqlite')
  await using service = await app('postgres')
  await django.execute(`
    update auth_user set date_joined = 'yesterday' where id = 3;
    update auth_user set username = '${'x'.repeat(200)}' where id = 4;
    update auth_user set email = 'nul' || char(0) where id = 5;
    update token_blacklist_outstandingtoken set expires_at = '' where id = 1`)
  const { report, skips } = await importInto(service, django.url)
  expect(report).toMatchObject({ users: { added: 17, skipped: 3 }, tokens: { skipped: 1 } })
  expect(skips.map(({ kind, id, reason }) => [kind, id, reason])).toEqual([
    ['users', 3, 'unfit time'],
    ['users', 4, 'unfit username'],
    ['users', 5, 'unfit e-mail address'],
    ['tokens', 1, 'unfit time'],
  ])
})

describe('latchkey import', { timeout: 120_000 }, () => {
  test('killed at any moment, it goes on where it was', async () => {
    await using django = await djangoDatabase('sqlite')
    const count = 30_000
    await django.execute(`
      with recursive number(n) as (select 100 union all select n + 1 from number where n < ${count + 99})
      insert into auth_user (id, password, is_superuser, username, last_name, email, is_staff, is_active, date_joined, first_name)
      select n, 'md5$' || n || '$00000000000000000000000000000000', 0, 'user' || n, '', '', 0, 1, '2026-01-01 00:00:00.000001', '' from number`)
    using folder = temporaryFolder()
    const child = spawnMain(folder.path, ['import', django.url], {})
    const file = join(folder.path, 'data/latchkey.db')
    for (;;) {
      const lastId = progressOf(file)
      if (lastId > 0) break
      expect(child.exitCode).toBeNull()
      await setTimeout(5)
    }
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(progressOf(file)).toBeLessThan(count)
    const { code, output } = await run(folder.path, ['import', django.url, '--json'])
    expect(code).toBe(0)
    const report = JSON.parse(output.trim().split('\n').at(-1) ?? '')
    expect(report.users).toEqual(added(count + 20))
    expect(report.earlier.users.read).toBeGreaterThan(0)
    expect((await contentsOf(`sqlite:${file}`)).users).toEqual((await contentsOf(django.url)).users)
  })

  test('refuses a source that is none, and changes nothing', async () => {
    await using django = await djangoDatabase('sqlite')
    using folder = temporaryFolder()
    symlinkSync(django.url.slice('sqlite:'.length), join(folder.path, 'link.db'))
    const refused = async (from: string, env: Record<string, string> = {}) => run(folder.path, ['import', from], env)
    expect(await refused('sqlite:gone.db')).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^There is no database sqlite:.*gone\.db\.\n$/),
    })
    expect(await refused('mysql://x')).toEqual({ code: 1, output: 'FROM must be sqlite:PATH or postgres://…\n' })
    expect(await refused('sqlite:link.db', { DATABASE_URL: django.url })).toMatchObject({
      code: 1,
      output: expect.stringContaining('the same database'),
    })
  })
})

test('the same PostgreSQL database is noticed under another name', async () => {
  await using django = await djangoDatabase('postgres')
  const config = await loadConfig({ env: { ...ENV, DATABASE_URL: django.url } })
  await expect(openImport(config, `${django.url}?application_name=other`)).rejects.toThrow('the same database')
})

/** The last id that an import has dealt with; 0 before it began. */
function progressOf(file: string): number {
  try {
    const database = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
    try {
      const row = database.prepare<[], { last_id: number }>("select last_id from latchkey_import where kind = 'users'").get()
      return row?.last_id ?? 0
    } finally {
      database.close()
    }
  } catch {
    return 0
  }
}
