import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { post } from './rest-calls.ts'
import { run, startServer, temporaryFolder } from './server-process.ts'

// Each of these starts several processes, on whatever machine.
vi.setConfig({ testTimeout: 120_000 })

describe('latchkey serve', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s, even when it comes several times', async (signal) => {
    using folder = temporaryFolder()
    const server = await startServer(folder.path)
    expect((await fetch(`${server.base}/api/protected/`)).status).toBe(401)
    server.child.kill(signal)
    server.child.kill(signal)
    expect(await once(server.child, 'close')).toEqual([0, null])
    await expect(fetch(server.base)).rejects.toThrow('fetch failed')
    expect(existsSync(join(folder.path, 'data/latchkey.db-wal'))).toBe(false)
  })

  test('says everything that is wrong with its configuration, and starts nothing', async () => {
    using folder = temporaryFolder()
    const { code, output } = await run(folder.path, ['serve'], { PORT: 'x', LATCHKEY_DIALECT: '1', SIMPLE_JWT_SIGNING_KEY: 'short' })
    expect(code).toBe(2)
    for (const name of ['PORT', 'LATCHKEY_DIALECT', 'SIMPLE_JWT_SIGNING_KEY']) expect(output).toContain(`- ${name} `)
    expect(output).not.toMatch(/short$|\.ts:\d/m)
    expect(existsSync(join(folder.path, 'data'))).toBe(false)
  })

  test('with --no-migrate refuses a schema that is not up to date, and takes one that is', async () => {
    using folder = temporaryFolder()
    const refused = await run(folder.path, ['serve', '--no-migrate'])
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('latchkey migrate')])
    expect(await run(folder.path, ['migrate'])).toMatchObject({ code: 0, output: expect.stringContaining('applied 0001') })
    expect(await run(folder.path, ['migrate'])).toEqual({ code: 0, output: 'The database is up to date.\n' })
  })

  test('says so when its port is taken', async () => {
    using folder = temporaryFolder()
    await using server = await startServer(folder.path)
    const { code, output } = await run(folder.path, ['serve'], { PORT: new URL(server.base).port })
    expect(code).toBe(1)
    expect(output).toMatch(/^Port \d+ of 127\.0\.0\.1 is taken by another program\. Set PORT/)
  })
})

describe('latchkey createsuperuser', () => {
  test('with --no-input takes the password from the environment', async () => {
    using folder = temporaryFolder()
    const create = () =>
      run(folder.path, ['createsuperuser', '--no-input', '--username', 'root', '--email', 'root@example.com'], {
        DJANGO_SUPERUSER_PASSWORD: 'a secret of the operator',
      })
    expect(await create()).toEqual({ code: 0, output: 'Superuser root created.\n' })
    expect(await create()).toMatchObject({ code: 1, output: expect.stringContaining('A user with that username already exists.') })
    await using server = await startServer(folder.path)
    const credentials = { username: 'root', password: 'a secret of the operator' }
    expect((await post(server.base, '/api/login/', credentials)).status).toBe(200)
  })

  test('without a terminal to ask at says what to do', async () => {
    using folder = temporaryFolder()
    expect(await run(folder.path, ['createsuperuser'])).toMatchObject({ code: 1, output: expect.stringContaining('--no-input') })
  })
})

describe('latchkey users import', () => {
  const users = [
    { id: 41, username: 'ada', password: 'notes', profile: { full_name: 'Ada Lovelace', verified: true } },
    { id: 42, username: 'idle', password: 'x', is_active: false },
    { id: 43, username: 'locked', encoded: '!no-password' },
  ]

  test('adds users once, with their ids, and leaves those who are there alone', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'users.json')
    writeFileSync(file, JSON.stringify({ users }))
    expect(await run(folder.path, ['users', 'import', file])).toEqual({ code: 0, output: '3 of 3 users imported.\n' })
    const again = await run(folder.path, ['users', 'import', file])
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining('0 of 3 users imported.') })
    await using server = await startServer(folder.path, { LATCHKEY_DIALECT: '5.5' })
    const { access } = (await post(server.base, '/api/token/', { username: 'ada', password: 'notes' })).json()
    const claims = JSON.parse(Buffer.from(String(access).split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ user_id: '41', full_name: 'Ada Lovelace', verified: true, bio: '' })
    expect((await post(server.base, '/api/token/', { username: 'idle', password: 'x' })).status).toBe(401)
    expect((await post(server.base, '/api/token/', { username: 'locked', password: '' })).status).toBe(400)
  })

  test('refuses a file with mistakes whole, and names each of them', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'users.json')
    writeFileSync(
      file,
      JSON.stringify({ users: [users[0], { username: '', password: 'x' }, { username: 'both', password: 'x', encoded: 'y' }] }),
    )
    const { code, output } = await run(folder.path, ['users', 'import', file])
    expect(code).toBe(1)
    expect(output).toContain('users.1.username')
    expect(output).toContain('users.2: needs either password or encoded')
    expect(existsSync(join(folder.path, 'data/latchkey.db'))).toBe(false)
  })
})

describe('latchkey users', () => {
  test('lists accounts without their hashes, and takes them out of service and back', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'users.json')
    writeFileSync(file, JSON.stringify({ users: [{ username: 'ada', email: 'ada@example.com', password: 'notes' }] }))
    await run(folder.path, ['users', 'import', file])
    expect((await run(folder.path, ['users', 'list'])).output).toBe('1\tada\tada@example.com\n')
    await using server = await startServer(folder.path)
    const { refresh, access } = (await post(server.base, '/api/login/', { username: 'ada', password: 'notes' })).json()
    const protectedStatus = async () =>
      (await fetch(`${server.base}/api/protected/`, { headers: { authorization: `Bearer ${String(access)}` } })).status
    expect(await protectedStatus()).toBe(200)
    expect(await run(folder.path, ['users', 'deactivate', 'ada'])).toEqual({ code: 0, output: 'ada is inactive.\n' })
    expect(await protectedStatus()).toBe(401)
    expect((await post(server.base, '/api/token/refresh/', { refresh })).status).toBe(401)
    const { output } = await run(folder.path, ['users', 'list', '--json'])
    expect(JSON.parse(output)).toMatchObject({ id: 1, username: 'ada', isActive: false })
    expect(output).not.toContain('argon2')
    await run(folder.path, ['users', 'activate', 'ada'])
    expect(await protectedStatus(), 'what it was given before stays dead').toBe(401)
    expect((await post(server.base, '/api/login/', { username: 'ada', password: 'notes' })).status).toBe(200)
    expect(await run(folder.path, ['users', 'activate', 'nobody'])).toMatchObject({ code: 1, output: 'There is no user nobody.\n' })
  })

  test('a password that the operator sets ends every session', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'users.json')
    writeFileSync(file, JSON.stringify({ users: [{ username: 'ada', password: 'notes' }] }))
    await run(folder.path, ['users', 'import', file])
    await using server = await startServer(folder.path)
    const { refresh } = (await post(server.base, '/api/login/', { username: 'ada', password: 'notes' })).json()
    const set = await run(folder.path, ['users', 'set-password', 'ada', '--password-stdin'], {}, 'analytical engine\n')
    expect(set).toEqual({ code: 0, output: 'ada has a new password; all sessions ended.\n' })
    expect((await post(server.base, '/api/token/refresh/', { refresh })).status).toBe(401)
    expect((await post(server.base, '/api/login/', { username: 'ada', password: 'notes' })).status).toBe(401)
    expect((await post(server.base, '/api/login/', { username: 'ada', password: 'analytical engine' })).status).toBe(200)
  })
})

test.each(['users list', 'users activate ada', 'audit verify', 'flushexpiredtokens'])(
  'latchkey %s makes no database where there is none',
  async (command) => {
    using folder = temporaryFolder()
    const { code, output } = await run(folder.path, command.split(' '), { DATABASE_URL: 'sqlite:mistyped/latchkey.db' })
    expect(code).toBe(1)
    expect(output).toMatch(/^There is no database at \S*mistyped\/latchkey\.db\. .*DATABASE_URL.*\n$/)
    expect(readdirSync(folder.path)).toEqual([])
  },
)

describe('latchkey flushexpiredtokens', () => {
  test('deletes what has expired and nothing else', async () => {
    using folder = temporaryFolder()
    const short = { SIMPLE_JWT_REFRESH_TOKEN_LIFETIME: '1' }
    {
      await using server = await startServer(folder.path, short)
      await post(server.base, '/api/register/', { username: 'ada', password: 'notes' })
      for (let login = 0; login < 3; login += 1) await post(server.base, '/token/', { username: 'ada', password: 'notes' })
    }
    await using server = await startServer(folder.path)
    const { refresh } = (await post(server.base, '/token/', { username: 'ada', password: 'notes' })).json()
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect((await run(folder.path, ['flushexpiredtokens'])).output).toBe('3 expired tokens deleted.\n')
    expect((await run(folder.path, ['flushexpiredtokens'])).output).toBe('0 expired tokens deleted.\n')
    expect((await post(server.base, '/token/refresh/', { refresh })).status).toBe(200)
  })
})
