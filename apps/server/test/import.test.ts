import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataPath } from '@latchkey/conformance'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openImport } from '../src/compose-import.ts'
import { loadConfig } from '../src/config/load-config.ts'
import { importDatabase } from '../src/import/import-database.ts'
import { djangoDatabase } from './django-database.ts'
import { added, contentsOf, ENV } from './imported.ts'
import { mintedPair } from './minted-tokens.ts'
import { bearer, post, signUp } from './rest-calls.ts'
import { temporaryFolder } from './server-process.ts'
import { DATABASES, type DatabaseKind, type TestApp, testApp } from './test-app.ts'
import { call } from './typed-call.ts'

const manifest: {
  tokens: { token: string; refresh_status: number; refresh_detail: string | null }[]
  users: { username: string; cleartext: string | null }[]
} = JSON.parse(readFileSync(dataPath('django-db/manifest.json'), 'utf8'))

const PAIRS = DATABASES.flatMap((source) => DATABASES.map((target) => [source, target] as const))

const app = (database: DatabaseKind) => testApp({ database, env: ENV })

/** Imports into the database of a running service. */
async function importInto(service: TestApp, from: string, options: { restart?: boolean; fromConfig?: string } = {}) {
  const opened = await openImport(await loadConfig({ env: { ...ENV, DATABASE_URL: service.url } }), {
    from,
    fromConfig: options.fromConfig,
  })
  try {
    const { report } = await importDatabase(opened.environment, options)
    const { skips } = await opened.environment.target.skips(opened.environment.name, { after: 0, limit: 100 })
    return { report, skips }
  } finally {
    await opened.close()
  }
}

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
    // Recorded nowhere, as SimpleJWT 5.2 does with what it rotates: here the id is that of `own`.
    const stray = mintedPair(1, new Date(Date.now() - 5_000), ENV.SIMPLE_JWT_SIGNING_KEY)
    const opens = async () => (await fetch(`${service.base}/api/protected/`, { headers: bearer(stray.access) })).status
    expect(await opens()).toBe(200)
    const { report, skips } = await importInto(service, django.url)
    expect(await opens()).toBe(401)
    expect((await post(service.base, '/api/token/refresh/', { refresh: stray.refresh })).status).toBe(401)
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

/** A shop's own users: another table, logged in to by e-mail, names that several share, no time of joining. */
const SHOP = `
  create table shop_customer (number integer primary key, mail varchar(254) unique, nick varchar(50), secret varchar(128), blocked boolean);
  create table shop_card (customer_number integer, motto varchar(100));
  insert into shop_customer values (7, 'ada@example.com', 'ada', 'md5$salt$11111111111111111111111111111111', false);
  insert into shop_customer values (9, 'other@example.com', 'ada', '!', false);
  insert into shop_card values (7, 'notes');
  create table token_blacklist_outstandingtoken
    (id integer primary key, token text, created_at timestamp, expires_at timestamp, user_id integer, jti varchar(255));
  create table token_blacklist_blacklistedtoken (id integer primary key, blacklisted_at timestamp, token_id integer);
  insert into token_blacklist_outstandingtoken values (1, 'a.b.c', null, '2066-01-01 00:00:00', 9, 'first');`

const SHOP_CONFIG = `export default { userModel: {
  table: 'shop_customer',
  columns: { id: 'number', username: 'nick', email: 'mail', password: 'secret', last_login: null, is_superuser: null, first_name: null,
    last_name: null, is_staff: null, is_active: null, date_joined: null },
  loginColumn: 'mail',
  profile: { table: 'shop_card', userColumn: 'customer_number', columns: { full_name: null, bio: 'motto', image: null, verified: null } },
} }`

test('users of a model of their own come over, with the profiles that it has', async () => {
  await using service = await app('postgres')
  using folder = temporaryFolder()
  const [file, fromConfig] = [join(folder.path, 'shop.db'), join(folder.path, 'shop.config.ts')]
  writeFileSync(fromConfig, SHOP_CONFIG)
  const shop = new BetterSqlite3(file)
  shop.exec(SHOP)
  shop.close()
  const options = { fromConfig }
  expect((await importInto(service, `sqlite:${file}`, options)).report).toEqual({ users: added(2), tokens: added(1), blacklist: added(0) })
  const { users, tokens } = await contentsOf(service.url)
  // Here they log in by name: what they know by heart is the address.
  expect(users).toMatchObject([
    { id: 7, username: 'ada@example.com', email: 'ada@example.com', is_active: true, is_staff: false },
    { id: 9, username: 'other@example.com', password: '!' },
  ])
  expect(tokens).toMatchObject([{ jti: 'first', token: 'a.b', user_id: 9, blacklisted_at: null }])
  const profiles = await service.database.query.selectFrom('latchkey_profile').select(['user_id', 'bio', 'image']).execute()
  expect(profiles).toEqual([{ user_id: 7, bio: 'notes', image: 'default.jpg' }])
  const again = await importInto(service, `sqlite:${file}`, { ...options, restart: true })
  expect(again.report).toMatchObject({ users: { present: 2, skipped: 0 }, tokens: { present: 1, ended: 0 } })
})

test('a Latchkey can be imported from as well, with its profiles', async () => {
  await using old = await app('sqlite')
  await using service = await app('sqlite')
  const { access } = await signUp(old.base, { mount: '/api/' })
  await call(old.base, 'account.updateProfile', { input: { bio: 'keeper of keys' }, headers: bearer(access) })
  const { report } = await importInto(service, old.url)
  expect(report.users).toEqual(added(1))
  const profiles = await service.database.query.selectFrom('latchkey_profile').select('bio').execute()
  expect(profiles).toEqual(await old.database.query.selectFrom('latchkey_profile').select('bio').execute())
  expect(profiles).toHaveLength(1)
})

test('logins that a Latchkey has ended stay ended', async () => {
  await using old = await app('sqlite')
  await using service = await app('sqlite')
  const { access } = await signUp(old.base, { mount: '/api/' })
  const stray = mintedPair(1, new Date(Date.now() - 5_000), ENV.SIMPLE_JWT_SIGNING_KEY)
  await importInto(service, old.url)
  const refresh = async () => (await post(service.base, '/api/token/refresh/', { refresh: stray.refresh })).status
  expect(await refresh()).toBe(200)
  await call(old.base, 'sessions.revokeAll', { headers: bearer(access) })
  await importInto(service, old.url)
  expect(await refresh()).toBe(401)
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
