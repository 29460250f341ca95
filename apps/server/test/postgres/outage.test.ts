import { join } from 'node:path'
import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeApp } from '../../src/compose.ts'
import { migrate, openDatabase } from '../../src/compose-rules.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { openPostgres } from '../../src/db/postgres/index.ts'
import { all } from '../../src/db/unit.ts'
import { bearer, post, signUp } from '../rest-calls.ts'
import { run, temporaryFolder } from '../server-process.ts'
import { call } from '../typed-call.ts'
import { CERTIFICATE_FOLDER, type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts'

const SIGNING_KEY = 'a signing key for tests, long enough: 0123456789abcdef0123456789abcdef'

let server: EmbeddedServer
beforeAll(async () => {
  server = await startEmbeddedServer({ tls: true })
})
afterAll(() => server[Symbol.asyncDispose]())

const readiness = async (base: string) => {
  const reply = await fetch(`${base}/readyz`)
  return [reply.status, await reply.json()]
}

test('while the server is away requests are told to come back, and afterwards all is as before', { timeout: 120_000 }, async () => {
  using folder = temporaryFolder()
  await using resources = new AsyncDisposableStack()
  const config = await loadConfig({ env: { DATABASE_URL: server.url, SIMPLE_JWT_SIGNING_KEY: SIGNING_KEY }, cwd: folder.path })
  const database = await openDatabase(config)
  resources.defer(() => database.close())
  await migrate(database)
  const lines: string[] = []
  const write = (chunk: unknown, _encoding: string, done: () => void): void => {
    lines.push(String(chunk))
    done()
  }
  const app = await composeApp(config, database, { logger: { level: 'warn', stream: new Writable({ write }) } })
  resources.defer(() => app.close())
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const alice = await signUp(base)
  await expect.poll(() => readiness(base), { timeout: 30_000 }).toEqual([200, { status: 'ready' }])

  await server.stop()
  for (let round = 0; round < 3; round += 1) {
    const replies = await Promise.all([
      post(base, '/token/', { username: alice.username, password: alice.password }),
      post(base, '/token/refresh/', { refresh: alice.refresh }),
      fetch(`${base}/api/protected/`, { headers: bearer(alice.access) }),
      call(base, 'auth.login', { input: { username: alice.username, password: alice.password } }),
    ])
    expect(replies.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(Array(4).fill([503, '1']))
  }
  expect(await readiness(base)).toEqual([503, { status: 'database_unavailable' }])
  expect((await fetch(`${base}/livez`)).status).toBe(200)

  await server.start()
  await expect.poll(() => readiness(base), { timeout: 30_000 }).toEqual([200, { status: 'ready' }])
  expect((await post(base, '/token/refresh/', { refresh: alice.refresh })).status).toBe(200)
  // However many requests failed: one line when it went away, one when it was back.
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['the database cannot be used', 'the database can be used again'])
  expect(lines.join()).not.toContain(new URL(server.url).password)
})

describe('a server that cannot be used stops the start with one line, without the password', () => {
  const cases: [string, (url: URL) => void, RegExp][] = [
    ['a wrong password', (url) => (url.password = 'hunter2hunter2'), /refuses the user or the password/],
    ['an unknown database', (url) => (url.pathname = '/nowhere'), /no such database/],
    ['nobody there', (url) => (url.port = '1'), /nothing listens there/],
  ]
  test.each(cases)('%s', { timeout: 120_000 }, async (_name, change, reason) => {
    using folder = temporaryFolder()
    const url = new URL(server.url)
    change(url)
    const { code, output } = await run(folder.path, ['serve'], { DATABASE_URL: url.href, SIMPLE_JWT_SIGNING_KEY: SIGNING_KEY })
    expect(code).toBe(1)
    expect(output).toMatch(reason)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(output).not.toContain(url.password)
  })
})

describe('the URL says how the connection is encrypted', () => {
  const isEncrypted = async (query: string): Promise<unknown> => {
    const database = await openPostgres(`${server.url}${query}`)
    const state = sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`.compile(database.query)
    const [row] = await database.read(all(state)).finally(() => database.close())
    return row?.ssl
  }
  const certificate = encodeURIComponent(join(CERTIFICATE_FOLDER, 'server.crt'))

  test('not at all, without a look at the certificate, or with one', async () => {
    expect(await isEncrypted('')).toBe(false)
    expect(await isEncrypted('?sslmode=require')).toBe(true)
    expect(await isEncrypted(`?sslmode=verify-full&sslrootcert=${certificate}`)).toBe(true)
    await expect(isEncrypted('?sslmode=verify-full')).rejects.toThrow(/PostgreSQL cannot be used: .*self-signed certificate/)
  })
})
