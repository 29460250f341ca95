import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { postgresDatabase } from './postgres/test-database.ts'
import { descendants, isAlive } from './process-tree.ts'
import { bearer, post, signUp } from './rest-calls.ts'
import { run, startServer, temporaryFolder } from './server-process.ts'
import { DATABASES, type DatabaseKind } from './test-app.ts'

const PROCESSES = 4
const TIMEOUT = 240_000

/** Four processes on one new database, whose tables they make. `base(n)` leads to one of them. */
async function startProcesses(kind: DatabaseKind, resources: AsyncDisposableStack) {
  const folder = resources.use(temporaryFolder())
  const env = { LATCHKEY_REFRESH_GRACE: '0', LATCHKEY_THROTTLE: 'off', LATCHKEY_PASSWORD_HASHERS: 'md5' }
  if (kind === 'sqlite') {
    const url = { ...env, DATABASE_URL: `sqlite:${join(folder.path, 'shared.db')}` }
    const server = resources.use(await startServer(folder.path, url, ['--workers', String(PROCESSES)]))
    return { env: url, cwd: folder.path, base: () => server.base }
  }
  const { url } = resources.use(await postgresDatabase('empty'))
  const shared = { ...env, DATABASE_URL: url, SIMPLE_JWT_SIGNING_KEY: 'a signing key for tests, long enough: 0123456789abcdef' }
  const servers = await Promise.all(Array.from({ length: PROCESSES }, () => startServer(folder.path, shared)))
  for (const server of servers) resources.use(server)
  return { env: shared, cwd: folder.path, base: (n: number) => servers[n % PROCESSES]?.base ?? '' }
}

/** A POST over a connection of its own, which the workers take in turns. */
const postAnew: typeof post = (base, path, body) => post(base, path, body, { connection: 'close' })

describe.each(DATABASES)('four processes on one %s database', (kind) => {
  test('agree on who was first and who may come in', { timeout: TIMEOUT }, async () => {
    await using resources = new AsyncDisposableStack()
    const { env, cwd, base } = await startProcesses(kind, resources)
    const times = <T>(count: number, call: (n: number) => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: count }, (_, n) => call(n)))

    const { refresh, access } = await signUp(base(0))
    const rotations = await times(50, (n) => postAnew(base(n), '/token/refresh/', { refresh }))
    expect(rotations.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(rotations.map(({ status }) => status))).toEqual(new Set([200, 401]))

    const registrations = await times(20, (n) => postAnew(base(n), '/api/register/', { username: 'bob', password: 'x' }))
    expect(registrations.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const reply of registrations.filter(({ status }) => status !== 201)) {
      expect([reply.status, reply.json()]).toEqual([400, { username: ['A user with that username already exists.'] }])
    }

    const enter = (n: number) => fetch(`${base(n)}/api/protected/`, { headers: { ...bearer(access), connection: 'close' } })
    expect((await times(12, enter)).map(({ status }) => status)).toEqual(Array(12).fill(200))
    expect((await run(cwd, ['users', 'deactivate', 'alice'], env)).code).toBe(0)
    expect((await times(12, enter)).map(({ status }) => status)).toEqual(Array(12).fill(401))
  })
})

describe('serve --workers', () => {
  test('replaces a worker that dies, and ends them all', { timeout: TIMEOUT }, async () => {
    using folder = temporaryFolder()
    const server = await startServer(folder.path, {}, ['--workers', '2'])
    const workers = () => descendants(Number(server.child.pid))
    const [victim = 0, other = 0] = workers()
    process.kill(victim, 'SIGKILL')
    await expect.poll(workers, { timeout: 60_000 }).toEqual([other, expect.any(Number)])
    expect(workers()).not.toContain(victim)
    const family = workers()
    server.child.kill('SIGTERM')
    const [code] = await once(server.child, 'close')
    expect(code).toBe(0)
    expect(family.filter(isAlive)).toEqual([])
  })

  test('says once why it cannot serve', { timeout: TIMEOUT }, async () => {
    using folder = temporaryFolder()
    await using server = await startServer(folder.path)
    const { port } = new URL(server.base)
    const { code, output } = await run(folder.path, ['serve', '--workers', '3'], { PORT: port })
    expect([code, output]).toEqual([1, `Port ${port} of 127.0.0.1 is taken by another program. Set PORT to another one.\n`])
  })
})
