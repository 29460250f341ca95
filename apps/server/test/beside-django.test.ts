import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataPath } from '@latchkey/conformance'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { bearer, post } from './rest-calls.ts'
import { run, startServer, temporaryFolder } from './server-process.ts'

const KEY = 'conformance-hs-key-0123456789abcdefghijklmnopqrstuvwxyz-0123456789'
const manifest: Manifest = JSON.parse(readFileSync(dataPath('django-db/manifest.json'), 'utf8'))

interface Manifest {
  tokens: { kind: string; token: string; refresh_status: number; refresh_detail: string | null }[]
  users: { username: string; cleartext: string | null; is_active: boolean }[]
}

function djangoFolder() {
  const folder = temporaryFolder()
  copyFileSync(dataPath('django-db/django.sqlite3'), join(folder.path, 'django.sqlite3'))
  return folder
}

const ENV = { DATABASE_URL: 'sqlite:django.sqlite3', SIMPLE_JWT_SIGNING_KEY: KEY, LATCHKEY_DIALECT: '5.5' }

const schemaOf = (file: string): unknown[] => {
  using database = Object.assign(new BetterSqlite3(file, { readonly: true }), {
    [Symbol.dispose](this: BetterSqlite3.Database) {
      this.close()
    },
  })
  return database.prepare("select name, sql from sqlite_master where name not like '%latchkey%' order by name").all()
}

describe('beside a database that Django made', () => {
  test('no table of Django is touched by the migration, whoever starts at the same time', async () => {
    using folder = djangoFolder()
    const file = join(folder.path, 'django.sqlite3')
    const before = schemaOf(file)
    const starts = await Promise.all(Array.from({ length: 4 }, () => run(folder.path, ['migrate'], ENV)))
    expect(starts.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(schemaOf(file)).toEqual(before)
  })

  test('each refresh token that Django issued is good or refused here as it is there, rotating or not', async () => {
    using folder = djangoFolder()
    await using server = await startServer(folder.path, ENV)
    for (const { token, refresh_status: status, refresh_detail: detail } of manifest.tokens) {
      const reply = await post(server.base, '/api/token/refresh/', { refresh: token })
      // Where Django crashes, for want of the user, there is an answer here.
      expect(reply.status).toBe(status === 500 ? 401 : status)
      if (status === 401) expect(reply.json()['detail']).toBe(detail)
    }
    const live = manifest.tokens.find(({ kind }) => kind === 'live')?.token
    const rotated = await post(server.base, '/token/refresh/', { refresh: live })
    expect(rotated.status).toBe(200)
    expect((await post(server.base, '/token/refresh/', { refresh: rotated.json()['refresh'] })).status).toBe(200)
    expect((await post(server.base, '/token/refresh/', { refresh: live })).status).toBe(401)
  })

  test('a login leaves a hash that every Django can read', async () => {
    using folder = djangoFolder()
    await using server = await startServer(folder.path, ENV)
    const user = manifest.users.find(({ username }) => username === 'm_md5')
    const login = await post(server.base, '/api/token/', { username: user?.username, password: user?.cleartext })
    expect(login.status).toBe(200)
    expect((await fetch(`${server.base}/api/protected/`, { headers: bearer(String(login.json()['access'])) })).status).toBe(200)
    const database = new BetterSqlite3(join(folder.path, 'django.sqlite3'), { readonly: true })
    const row = database.prepare("select password from auth_user where username = 'm_md5'").get()
    database.close()
    expect(row).toEqual({ password: expect.stringMatching(/^pbkdf2_sha256\$1000000\$/) })
  })
})

test('eight processes that make one new database at the same time all succeed', async () => {
  using folder = temporaryFolder()
  const starts = await Promise.all(Array.from({ length: 8 }, () => run(folder.path, ['migrate'])))
  expect(starts.filter(({ code }) => code !== 0)).toEqual([])
})

test('while another process writes, reading goes on and a login waits, or is told to come back', async () => {
  using folder = temporaryFolder()
  await using server = await startServer(folder.path)
  await post(server.base, '/api/register/', { username: 'ada', password: 'notes' })
  const other = new BetterSqlite3(join(folder.path, 'data/latchkey.db'))
  other.exec('begin immediate')
  const login = post(server.base, '/api/login/', { username: 'ada', password: 'notes' })
  expect((await fetch(`${server.base}/home/`)).status).toBe(401)
  const late = await post(server.base, '/api/login/', { username: 'ada', password: 'notes' })
  expect([late.status, late.headers.get('retry-after')]).toEqual([503, '1'])
  expect((await login).status).toBe(503)
  const patient = post(server.base, '/api/login/', { username: 'ada', password: 'notes' })
  other.exec('rollback')
  other.close()
  expect((await patient).status).toBe(200)
})
