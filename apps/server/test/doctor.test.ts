import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataPath } from '@latchkey/conformance'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openDoctor } from '../src/compose-doctor.ts'
import { openDatabase } from '../src/compose-rules.ts'
import { parseDjangoSettings } from '../src/config/django-settings.ts'
import { inspectConfig } from '../src/config/load-config.ts'
import { migrate } from '../src/db/migrate.ts'
import { examine } from '../src/doctor/examine.ts'
import type { Finding } from '../src/doctor/finding.ts'
import { type DjangoDatabase, djangoDatabase } from './django-database.ts'
import { run, temporaryFolder } from './server-process.ts'
import { DATABASES } from './test-app.ts'

const KEY = 'conformance-hs-key-0123456789abcdefghijklmnopqrstuvwxyz-0123456789'
const SETTINGS = { SIMPLE_JWT_SIGNING_KEY: KEY, LATCHKEY_DIALECT: '5.5' }
const DJANGO = { DATABASE_URL: 'sqlite:django.sqlite3', ...SETTINGS }

function djangoFolder() {
  const folder = temporaryFolder()
  copyFileSync(dataPath('django-db/django.sqlite3'), join(folder.path, 'django.sqlite3'))
  return folder
}

async function findingsOf(cwd: string, env: Record<string, string> = DJANGO, settings: object | null = null): Promise<Finding[]> {
  const django = settings && parseDjangoSettings(JSON.stringify(settings))
  const doctor = await openDoctor(await inspectConfig({ env, cwd }), { django, measuresLogins: false })
  try {
    const findings: Finding[] = []
    for await (const finding of examine(doctor.environment)) findings.push(finding)
    return findings
  } finally {
    await doctor.close()
  }
}

const titles = (findings: readonly Finding[], level: Finding['level']): string[] =>
  findings.filter((finding) => finding.level === level).map(({ title }) => title)

/** Every file of a folder with all that could be changed about it. */
const stateOf = (folder: string): unknown[] =>
  readdirSync(folder).map((name) => {
    const { mode, mtimeMs } = statSync(join(folder, name))
    return { name, mode, mtimeMs, bytes: readFileSync(join(folder, name)).toString('base64') }
  })

function execute(file: string, sql: string): void {
  const database = new BetterSqlite3(file)
  database.exec(sql)
  database.close()
}

describe.each(DATABASES)('on a database of Django on %s', (kind) => {
  const findings = async (django: DjangoDatabase, env: Record<string, string> = {}) => {
    using folder = temporaryFolder()
    return findingsOf(folder.path, { DATABASE_URL: django.url, ...SETTINGS, ...env })
  }

  test('counts the accounts by hash, and says who cannot log in', async () => {
    await using django = await djangoDatabase(kind)
    const found = await findings(django)
    const data = found.find(({ check }) => check === 'passwords')?.data
    expect(data).toMatchObject({ accounts: 20, unusable: 1, unreadable: 1 })
    expect(data?.['hashes']).toContainEqual({
      algorithm: 'pbkdf2_sha256',
      work: '1,000,000 iterations',
      accounts: 2,
      active: 2,
      outdated: 0,
    })
    expect(data?.['hashes']).toContainEqual({ algorithm: 'scrypt', work: 'N=16,384, r=8, p=5', accounts: 2, active: 2, outdated: 2 })
    expect(found.find(({ check }) => check === 'refresh tokens')?.data).toEqual({ total: 39, expired: 7, ownerless: 2, blacklisted: 11 })
    expect(titles(found, 'error')).toEqual([])
    expect(titles(found, 'warning')).toEqual([expect.stringContaining('(sha1)'), expect.stringContaining('takes any password')])
    expect(titles(found, 'ok')).toContain('The refresh tokens that Django recorded are signed with the same key.')
    expect(JSON.stringify(found)).not.toMatch(/NaClNaCl|\$argon2id\$v=19\$m=102400,t=2,p=8\$\w{10}/)
    expect(titles(await findings(django, { LATCHKEY_DIALECT: '5.2' }), 'warning')).toContain(
      "Django's tokens name users by a text, as dialect 5.5 does, and not 5.2.",
    )
  })

  test('notices another signing key, and formats that are left out', async () => {
    await using django = await djangoDatabase(kind)
    const env = { SIMPLE_JWT_SIGNING_KEY: 'x'.repeat(40), LATCHKEY_PASSWORD_HASHERS: 'argon2,bcrypt,scrypt,pbkdf2_sha256,md5' }
    const found = await findings(django, env)
    expect(titles(found, 'error')).toEqual([
      expect.stringMatching(/^2 accounts with bcrypt_sha256 \(2\^12 rounds\) cannot log in/),
      expect.stringMatching(/^1 account with pbkdf2_sha1 /),
      expect.stringMatching(/not signed with this key: everybody would have to log in again/),
    ])
    expect(titles(found, 'warning')).toContain('The signing key is weak.')
    const short = await findings(django, { SIMPLE_JWT_SIGNING_KEY: 'too short' })
    expect(titles(short, 'error')).toEqual([expect.stringContaining('has 9 bytes')])
    expect(JSON.stringify(short)).not.toContain('too short')
  })

  test('finds names that differ only in case, and addresses that are blank or shared', async () => {
    await using django = await djangoDatabase(kind)
    const copy = (username: string, email: string) => `
      insert into auth_user (password, is_superuser, username, last_name, email, is_staff, is_active, date_joined, first_name)
      values ('!', false, '${username}', '', '${email}', false, true, '2026-01-01 00:00:00', '');`
    await django.execute(copy('M_MixedCase', '') + copy('m_üser.Ñame+TAG@host', 'M_ADMIN@example.test'))
    const found = await findings(django)
    // Which letters beyond ASCII have a case is for PostgreSQL's locale to say.
    const accounts = kind === 'sqlite' ? 4 : expect.toBeOneOf([2, 4])
    expect(found.find(({ check }) => check === 'login names')).toMatchObject({ level: 'warning', data: { accounts } })
    expect(found.filter(({ check }) => check === 'e-mail addresses')).toMatchObject([
      { level: 'note', data: { blank: 1, shared: 2 } },
      { level: 'note', detail: 'm_admin@example.test' },
    ])
    expect(titles(await findings(django, { SIMPLE_JWT_USER_ID_FIELD: 'email' }), 'error')).toHaveLength(2)
  })

  test('looks at users of a model of their own', async () => {
    await using django = await djangoDatabase(kind)
    await django.execute('alter table auth_user rename column username to nick; alter table auth_user rename to shop_customer')
    using folder = temporaryFolder()
    const env = { DATABASE_URL: django.url, ...SETTINGS }
    expect(titles(await findingsOf(folder.path, env), 'error')).toEqual(['There is no table auth_user in this database of Django.'])
    const columns = { username: 'nick' }
    writeFileSync(
      join(folder.path, 'latchkey.config.ts'),
      `export default ${JSON.stringify({ userModel: { table: 'shop_customer', columns } })}`,
    )
    const found = await findingsOf(folder.path, env)
    expect(titles(found, 'error')).toEqual([])
    expect(found.find(({ check }) => check === 'passwords')?.data).toMatchObject({ accounts: 20, unusable: 1, unreadable: 1 })
  })
})

test('changes nothing, also where Latchkey has been at work', async () => {
  using folder = djangoFolder()
  const before = stateOf(folder.path)
  await findingsOf(folder.path)
  expect(stateOf(folder.path)).toEqual(before)
  const database = await openDatabase(await inspectConfig({ env: DJANGO, cwd: folder.path }))
  await migrate(database)
  await database.close()
  const migrated = stateOf(folder.path)
  expect(titles(await findingsOf(folder.path), 'ok')).toContain('The tables of Latchkey are up to date.')
  expect(stateOf(folder.path)).toEqual(migrated)
})

describe("held against Django's settings", () => {
  const HASHERS = 'django.contrib.auth.hashers.'
  const VALIDATION = 'django.contrib.auth.password_validation.'

  test('tells what is equal, different and not supported', async () => {
    using folder = djangoFolder()
    const findings = await findingsOf(
      folder.path,
      { ...DJANGO, SIMPLE_JWT_REFRESH_TOKEN_LIFETIME: '7d', SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '10m' },
      {
        SIMPLE_JWT: {
          ACCESS_TOKEN_LIFETIME: '0:10:00',
          REFRESH_TOKEN_LIFETIME: '7 days, 0:00:00',
          SLIDING_TOKEN_LIFETIME: 'P0DT00H05M00S',
          ALGORITHM: 'HS512',
          USER_ID_CLAIM: 'user_id',
          TOKEN_OBTAIN_SERIALIZER: 'shop.serializers.Pair',
          SIGNING_KEY: 'another key that nobody must see here, ever',
        },
        PASSWORD_HASHERS: [`${HASHERS}Argon2PasswordHasher`, `${HASHERS}PBKDF2PasswordHasher`],
        AUTH_PASSWORD_VALIDATORS: [{ NAME: `${VALIDATION}MinimumLengthValidator` }],
      },
    )
    const compared = findings.filter(({ check }) => check === 'settings')
    expect(compared.map(({ level, title }) => `${level}: ${title}`)).toEqual([
      'warning: ROTATE_REFRESH_TOKENS is different.',
      'warning: BLACKLIST_AFTER_ROTATION is different.',
      'error: ALGORITHM is different.',
      'error: TOKEN_OBTAIN_SERIALIZER is not supported.',
      'error: SIGNING_KEY is different.',
      'warning: PASSWORD_HASHERS is different.',
      'warning: AUTH_PASSWORD_VALIDATORS is different.',
      expect.stringMatching(/^ok: \d+ settings are equal\.$/),
    ])
    expect(JSON.stringify(findings)).not.toContain('nobody must see')
  })

  test.each([
    [{ PASSWORD_HASHERS: ['shop.hashers.Legacy'] }, 'error: PASSWORD_HASHERS is not supported.'],
    [{ PASSWORD_HASHERS: [`${HASHERS}BCryptPasswordHasher`] }, 'error: PASSWORD_HASHERS is different.'],
    [
      { AUTH_PASSWORD_VALIDATORS: [{ NAME: `${VALIDATION}MinimumLengthValidator`, OPTIONS: { least: 12 } }] },
      'warning: AUTH_PASSWORD_VALIDATORS is not supported.',
    ],
    [{ AUTH_PASSWORD_VALIDATORS: [] }, 'ok: 1 setting is equal.'],
  ])('%j', async (settings, expected) => {
    using folder = djangoFolder()
    const compared = (await findingsOf(folder.path, DJANGO, settings)).filter(({ check }) => check === 'settings')
    expect(compared.map(({ level, title }) => `${level}: ${title}`)).toContain(expected)
  })
})

describe('on what is not a database to serve', () => {
  test.each([
    ['nothing', '', 'note', 'There is no database yet; the first start makes one.'],
    ['tables of somebody else', 'create table shop (id integer)', 'error', "The database is neither empty nor Django's nor Latchkey's."],
    [
      'users of their own',
      'create table django_migrations (app text, name text)',
      'error',
      'There is no table auth_user in this database of Django.',
    ],
    ['a user table without a column', 'create table auth_user (id integer)', 'error', 'auth_user has no column password.'],
  ] as const)('%s', async (_what, sql, level, title) => {
    using folder = temporaryFolder()
    if (sql !== '') execute(join(folder.path, 'test.db'), sql)
    const findings = await findingsOf(folder.path, { DATABASE_URL: 'sqlite:test.db' })
    expect(titles(findings, level)).toContain(title)
    expect(readdirSync(folder.path)).toEqual(sql === '' ? [] : ['test.db'])
  })

  test('a file of another kind', async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'test.db'), 'not a database at all, but long enough to be looked at as one')
    await expect(findingsOf(folder.path, { DATABASE_URL: 'sqlite:test.db' })).rejects.toThrow(
      /test\.db cannot be read as a SQLite database\. \(SQLITE_NOTADB\)$/,
    )
  })

  test('a column of a type that nobody knows', async () => {
    using folder = djangoFolder()
    execute(
      join(folder.path, 'django.sqlite3'),
      'alter table auth_user rename column id to number; alter table auth_user add column id char(32)',
    )
    expect(titles(await findingsOf(folder.path), 'error')).toEqual([
      'auth_user.id is of type char(32), which Latchkey does not know there.',
    ])
  })
})

describe('latchkey doctor', { timeout: 120_000 }, () => {
  test('ends with 1 where something would break, measures logins, and speaks JSON', async () => {
    using folder = djangoFolder()
    writeFileSync(join(folder.path, 'settings.json'), '2 objects imported automatically\n\n{"SIMPLE_JWT": {"ALGORITHM": "HS512"}}\n')
    const broken = await run(folder.path, ['doctor', '--json', '--settings', 'settings.json'], DJANGO)
    expect(broken.code).toBe(1)
    const { breaks, findings, settings } = JSON.parse(broken.output)
    expect(breaks).toBe(true)
    expect(findings.at(-1)).toMatchObject({ check: 'logins', level: 'ok' })
    expect(findings.at(-1).data.now).toBeGreaterThan(0)
    expect(findings.at(-1).data.upgraded).toBeGreaterThan(0)
    expect(settings).toContainEqual(
      expect.objectContaining({ name: 'ALGORITHM', django: 'HS512', latchkey: 'HS256', verdict: 'different' }),
    )
  })

  test('ends with 0 otherwise, in lines for people and without colours in a pipe', async () => {
    using folder = djangoFolder()
    const fine = await run(folder.path, ['doctor', '--no-logins'], DJANGO)
    expect(fine.code).toBe(0)
    expect(fine.output).toMatch(/\n {2}ok {7}20 accounts\.\n {11}pbkdf2_sha256 +1,000 iterations +5 +25\.0 %\n/)
    expect(fine.output).toMatch(/\nNothing would break\. 2 warnings, \d+ notes\.\n$/)
    expect(fine.output).not.toContain('\u001b')
  })

  test('says what is wrong with its own input', async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'settings.json'), '{"SECRET_KEY": "hunter2')
    const refused = await run(folder.path, ['doctor', '--settings', 'settings.json'])
    expect(refused).toEqual({ code: 1, output: 'The settings cannot be read: the file is not JSON.\n' })
  })
})
