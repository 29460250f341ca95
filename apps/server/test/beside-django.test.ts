import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataPath } from '@latchkey/conformance'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { post } from './rest-calls.ts'
import { run, startServer, temporaryFolder } from './server-process.ts'

const KEY = 'conformance-hs-key-0123456789abcdefghijklmnopqrstuvwxyz-0123456789'

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
    expect(starts.filter(({ code }) => code !== 0)).toEqual([])
    expect(schemaOf(file)).toEqual(before)
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
