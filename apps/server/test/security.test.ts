import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { sendRaw } from './raw-request.ts'
import { bearer, post } from './rest-calls.ts'
import { signInAs } from './staff.ts'
import { testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** A log as `serve` writes it, kept in memory. */
function logInMemory() {
  let text = ''
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk)
      done()
    },
  })
  const lines = (): Record<string, unknown>[] =>
    text
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  return { logger: { level: 'warn', stream }, text: () => text, lines }
}

test('a database that fails lets nobody in and tells nothing, and the log says what happened', async () => {
  const log = logInMemory()
  await using service = await testApp({ logger: log.logger })
  const { access, refresh } = await register(service.base)
  await service.database.query.schema.alterTable('auth_user').renameTo('away').execute()
  const replies = [
    await call(service.base, 'auth.me', { method: 'GET', headers: bearer(access) }),
    await call(service.base, 'auth.login', { input: CREDENTIALS }),
    await call(service.base, 'auth.refresh', { input: { refresh } }),
    ...(await Promise.all(
      [
        fetch(`${service.base}/api/protected/`, { headers: bearer(access) }),
        fetch(`${service.base}/api/login/?secret=in-the-query`, { method: 'POST', body: new URLSearchParams(CREDENTIALS) }),
      ].map(async (reply) => ({ status: (await reply).status, text: await (await reply).text() })),
    )),
  ]
  expect(replies.map(({ status }) => status)).toEqual(Array(5).fill(500))
  for (const { text } of replies) expect(text).not.toMatch(/auth_user|latchkey_session|sqlite|select|\.ts|node_modules/i)
  await service.database.query.schema.alterTable('away').renameTo('auth_user').execute()
  expect((await fetch(`${service.base}/api/protected/`, { headers: bearer(access) })).status).toBe(200)
  expect(log.lines().length).toBeGreaterThanOrEqual(5)
  expect(log.text()).toContain('no such table')
  for (const secret of [CREDENTIALS.password, access, refresh, 'in-the-query']) expect(log.text()).not.toContain(secret)
})

test('neither log nor audit trail ever holds a password, a token or a hash', async () => {
  const log = logInMemory()
  await using service = await testApp({ logger: { ...log.logger, level: 'trace' } })
  const { access, refresh } = await register(service.base)
  const secrets = [CREDENTIALS.password, access, refresh, 'wrong-guess', 'a new long password', 'not.a.token']
  await call(service.base, 'auth.login', { input: { ...CREDENTIALS, password: 'wrong-guess' } })
  await post(service.base, '/api/token/', { username: 'wrong-guess', password: 'wrong-guess' })
  await call(service.base, 'auth.me', { method: 'GET', headers: bearer('not.a.token') })
  await fetch(`${service.base}/trpc/auth.me?token=${access}`)
  await sendRaw(service.base, [`GET /home/ HTTP/1.1\r\nHost: a\r\nAuthorization : Bearer ${access}\r\n\r\n`])
  const change = { currentPassword: CREDENTIALS.password, newPassword: 'a new long password' }
  await call(service.base, 'account.changePassword', { input: change, headers: bearer(access) })
  await call(service.base, 'auth.refresh', { input: { refresh } })
  const { query } = service.database
  const events = JSON.stringify(await query.selectFrom('latchkey_audit_event').selectAll().execute())
  const { password: hash } = await query.selectFrom('auth_user').select('password').executeTakeFirstOrThrow()
  expect(events).toContain('login.failed')
  for (const secret of [...secrets, hash]) {
    expect(events).not.toContain(secret)
    expect(log.text()).not.toContain(secret)
  }
})

test('a call that staff alone may make is refused to others, and the refusal is in the log', async () => {
  const log = logInMemory()
  await using service = await testApp({ logger: log.logger })
  const user = await signInAs(service, 'mallory')
  const { status } = await user.get('admin.users.list', {})
  expect(status).toBe(403)
  expect(log.lines()).toMatchObject([{ msg: 'a call was refused', procedure: 'admin.users.list', userId: 1, ip: '127.0.0.1' }])
})

test('what people send forges no line of the log', async () => {
  const log = logInMemory()
  await using service = await testApp({ logger: log.logger })
  const forged = '{"level":30,"msg":"forged"}'
  const user = await signInAs(service, 'mallory')
  await call(service.base, 'admin.users.list', {
    method: 'GET',
    input: { search: `x\n${forged}` },
    headers: { ...bearer(user.access), 'x-request-id': forged, 'user-agent': forged },
  })
  expect(log.lines().map(({ msg }) => msg)).toEqual(['a call was refused'])
  expect(log.text()).not.toContain('forged')
})

test('every answer of every face has the security headers, and none names what it runs on', async () => {
  await using service = await testApp()
  const { access } = await register(service.base)
  const asked: [string, RequestInit, number][] = [
    ['/home/', { headers: bearer(access) }, 200],
    ['/home/', {}, 401],
    ['/nothing/', {}, 404],
    ['/token/', {}, 405],
    ['/token/', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }, 400],
    ['/trpc/auth.me', { headers: bearer(access) }, 200],
    ['/trpc/auth.me', {}, 401],
    ['/trpc/nothing', {}, 404],
    ['/trpc/auth.login', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }, 400],
    ['/trpc/auth.login', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }, 415],
    ['/trpc/auth.login', { method: 'POST', body: 'x'.repeat(70_000), headers: { 'content-type': 'application/json' } }, 413],
    // Before the pages are built they are not there for another reason.
    ['/app/assets/nothing.js', {}, existsSync(join(ROOT, 'apps/web/dist/index.html')) ? 404 : 503],
  ]
  for (const [path, init, status] of asked) {
    const { headers, ...reply } = await fetch(service.base + path, init).then(async (got) => {
      await got.arrayBuffer()
      return { status: got.status, headers: got.headers }
    })
    const what = `${path} ${status}`
    expect([what, reply.status]).toEqual([what, status])
    expect(headers.get('x-content-type-options'), what).toBe('nosniff')
    expect(headers.get('referrer-policy'), what).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy'), what).toBe('same-origin')
    expect(`${headers.get('x-frame-options')} ${headers.get('content-security-policy')}`, what).toMatch(/DENY|frame-ancestors 'none'/)
    if (path.startsWith('/trpc')) expect(headers.get('cache-control'), what).toBe('no-store')
    for (const name of ['server', 'x-powered-by']) expect(headers.get(name), what).toBeNull()
  }
})

test('a token in a query or in a form is none', async () => {
  await using service = await testApp()
  const { access } = await register(service.base)
  for (const path of ['/home/', '/api/protected/', '/api/dashboard/', '/trpc/auth.me']) {
    for (const name of ['access_token', 'token', 'authorization']) {
      expect((await fetch(`${service.base}${path}?${name}=${access}`)).status, path).toBe(401)
    }
  }
  const form = await fetch(`${service.base}/api/dashboard/`, {
    method: 'POST',
    body: new URLSearchParams({ access_token: access, text: 'x' }),
  })
  expect(form.status).toBe(401)
})

test('a login takes no identifier of a session from its caller', async () => {
  await using service = await testApp()
  await register(service.base)
  const claimsOf = (token: unknown) => JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())
  const chosen = { jti: 'f'.repeat(32), sid: 'e'.repeat(32), session: 'e'.repeat(32), user_id: 99 }
  const { data } = await call(service.base, 'auth.login', { input: { ...CREDENTIALS, ...chosen } })
  const rest = (await post(service.base, '/api/login/', { ...CREDENTIALS, ...chosen })).json()
  for (const token of [data?.['access'], data?.['refresh'], rest['access'], rest['refresh']]) {
    expect(Object.values(chosen)).not.toContain(claimsOf(token).jti)
    expect(claimsOf(token)).not.toMatchObject({ sid: chosen.sid })
    expect(String(claimsOf(token).user_id)).toBe('1')
  }
})

test('a new database has no account', async () => {
  await using service = await testApp()
  expect(await service.database.query.selectFrom('auth_user').selectAll().execute()).toEqual([])
})

test('a name that looks like SQL is a name', async () => {
  await using service = await testApp()
  await register(service.base)
  for (const username of ["' or 1=1 --", "alice' --", 'alice"; drop table auth_user; --', 'alice\\', '%', 'al_ce']) {
    const typed = await call(service.base, 'auth.login', { input: { ...CREDENTIALS, username } })
    expect(typed.error?.data.error, username).toBe('no_active_account')
    expect((await post(service.base, '/api/login/', { ...CREDENTIALS, username })).status, username).toBe(401)
  }
  expect(await service.database.query.selectFrom('auth_user').select('username').execute()).toEqual([{ username: 'alice' }])
})

test('no source does what could not be done safely', () => {
  const sources = globSync('{apps,packages}/*/src/**/*.{ts,tsx}', { cwd: ROOT }).filter((path) => !/\.test\.tsx?$/.test(path))
  expect(sources.length).toBeGreaterThan(300)
  const never =
    /\bMath\.random\(|\beval\(|new Function\(|dangerouslySetInnerHTML|\.innerHTML\b|jwt\.decode\(|sql\.raw\(|insecureHTTPParser|node:child_process/
  expect(sources.filter((path) => never.test(readFileSync(join(ROOT, path), 'utf8')))).toEqual([])
})

test('every password field of the pages is masked, and open to pasting and to password managers', () => {
  const pages = globSync('apps/web/src/**/*.tsx', { cwd: ROOT }).map((path) => ({ path, source: readFileSync(join(ROOT, path), 'utf8') }))
  const [field, ...others] = pages.filter(({ source }) => /<PasswordInput\b/.test(source))
  expect([field?.path, others]).toEqual(['apps/web/src/components/password-field.tsx', []])
  expect(field?.source).toContain("autoComplete: 'current-password' | 'new-password'")
  const uses = pages.flatMap(({ source }) => source.match(/<(?:New)?PasswordField\b/g) ?? [])
  expect(uses.length).toBeGreaterThanOrEqual(6)
  expect(pages.filter(({ source }) => /onPaste|onCopy|type="password"/.test(source)).map(({ path }) => path)).toEqual([])
})
