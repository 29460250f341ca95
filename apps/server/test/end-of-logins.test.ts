import { describe, expect, test } from 'vitest'
import { mintedPair, SIGNING_KEY } from './minted-tokens.ts'
import { bearer, post } from './rest-calls.ts'
import { run, startServer, temporaryFolder } from './server-process.ts'
import { DATABASES, testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

const ENV = { SIMPLE_JWT_SIGNING_KEY: SIGNING_KEY, SIMPLE_JWT_AUTH_TOKEN_CLASSES: 'AccessToken,SlidingToken' }
const NEW_PASSWORD = 'a password that is new'

const page = async (base: string, access: unknown): Promise<number> =>
  (await fetch(`${base}/api/protected/`, { headers: bearer(String(access)) })).status
const renewal = async (base: string, refresh: unknown, path = '/api/token/refresh/'): Promise<number> =>
  (await post(base, path, { refresh })).status

/** Alice at the typed face, and her other logins: typed, REST, sliding, and two that a Django gave her. */
async function loggedIn(base: string) {
  const here = await register(base)
  const there = (await call(base, 'auth.login', { input: CREDENTIALS })).data ?? {}
  const rest = (await post(base, '/api/token/', CREDENTIALS)).json()
  const sliding = (await post(base, '/api/token/sliding/', CREDENTIALS)).json()['token']
  return { here, there, rest, sliding, django: mintedPair(1), otherDjango: mintedPair('1') }
}

/** What each of the other logins is answered now: its access token, and its refresh token. */
async function answers(base: string, { there, rest, sliding, django, otherDjango }: Awaited<ReturnType<typeof loggedIn>>) {
  return [
    await page(base, there['access']),
    await page(base, rest['access']),
    await page(base, sliding),
    await page(base, django.access),
    await page(base, otherDjango.access),
    await renewal(base, there['refresh'], '/token/refresh/'),
    await renewal(base, rest['refresh']),
    (await post(base, '/api/token/sliding/refresh/', { token: sliding })).status,
    await renewal(base, django.refresh),
    await renewal(base, otherDjango.refresh, '/token/refresh/'),
  ]
}

const NONE = Array(10).fill(401)

describe('the end of all logins', () => {
  test('but one: the one that asks lives on, whatever its tokens are used for', async () => {
    await using service = await testApp({ env: ENV })
    const logins = await loggedIn(service.base)
    const { here } = logins
    const ended = await call(service.base, 'sessions.revokeOthers', { headers: bearer(here.access) })
    expect([ended.status, ended.data]).toEqual([200, { count: 2 }])
    expect(await answers(service.base, logins)).toEqual(NONE)
    expect(await page(service.base, here.access)).toBe(200)
    // In dialect 5.2 this access token has the refresh token's own `iat`.
    const renewed = (await post(service.base, '/api/token/refresh/', { refresh: here.refresh })).json()
    expect(await page(service.base, renewed['access'])).toBe(200)
    const successor = await call(service.base, 'auth.refresh', { input: { refresh: here.refresh } })
    expect(await page(service.base, successor.data?.['access'])).toBe(200)
  })

  test('of all of them: whoever logs in afterwards is not taken for one of before', async () => {
    await using service = await testApp({ env: ENV })
    const logins = await loggedIn(service.base)
    const ended = await call(service.base, 'sessions.revokeAll', { headers: bearer(logins.here.access) })
    expect([ended.status, ended.data]).toEqual([200, { count: 3 }])
    expect(await answers(service.base, logins)).toEqual(NONE)
    expect(await page(service.base, logins.here.access)).toBe(401)
    const again = await loggedInAgain(service.base)
    expect([await page(service.base, again['access']), await renewal(service.base, again['refresh'])]).toEqual([200, 200])
    expect(await page(service.base, mintedPair(1).access)).toBe(200)
  })

  test('by a new password, in the moment in which it answers', async () => {
    await using service = await testApp({ env: ENV })
    const logins = await loggedIn(service.base)
    const change = { currentPassword: CREDENTIALS.password, newPassword: NEW_PASSWORD }
    const changed = await call(service.base, 'account.changePassword', { input: change, headers: bearer(logins.here.access) })
    expect(changed.status).toBe(200)
    expect(await answers(service.base, logins)).toEqual(NONE)
    expect(await page(service.base, logins.here.access)).toBe(200)
    const again = await loggedInAgain(service.base, NEW_PASSWORD)
    expect([await page(service.base, again['access']), await renewal(service.base, again['refresh'])]).toEqual([200, 200])
  })

  test('is worded as SimpleJWT words a blacklisted token, and is nothing that verify looks at', async () => {
    await using service = await testApp({ env: ENV })
    const { here, rest } = await loggedIn(service.base)
    await call(service.base, 'sessions.revokeAll', { headers: bearer(here.access) })
    expect((await post(service.base, '/api/token/refresh/', { refresh: mintedPair(1, new Date(0)).refresh })).status).toBe(401)
    const refused = await fetch(`${service.base}/api/protected/`, { headers: bearer(String(rest['access'])) })
    expect(await refused.json()).toEqual({
      detail: 'Given token not valid for any token type',
      code: 'token_not_valid',
      messages: [{ token_class: 'AccessToken', token_type: 'access', message: 'Token is blacklisted' }],
    })
    expect((await post(service.base, '/api/token/verify/', { token: rest['access'] })).status).toBe(200)
  })

  test('by logins that begin while it happens: none of them is half alive', async () => {
    await using service = await testApp({ env: ENV })
    const { access } = await register(service.base)
    const logins = Array.from({ length: 6 }, () => post(service.base, '/api/token/', CREDENTIALS))
    await call(service.base, 'sessions.revokeAll', { headers: bearer(access) })
    for (const reply of await Promise.all(logins)) {
      const { access, refresh } = reply.json()
      expect(await page(service.base, access)).toBe(await renewal(service.base, refresh))
    }
  })
})

test('a login after an end that a clock far ahead has dated is told to come again, and does not wait for it', async () => {
  await using service = await testApp({ env: ENV })
  await register(service.base)
  const epoch = Math.floor(Date.now() / 1000) + 86_400
  await service.database.query.insertInto('latchkey_token_epoch').values({ user_id: 1, epoch }).execute()
  const reply = await fetch(`${service.base}/api/token/`, {
    method: 'POST',
    body: JSON.stringify(CREDENTIALS),
    headers: { 'content-type': 'application/json' },
  })
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '60'])
})

test('a token that speaks of its user by name is not that of a later bearer of the name', async () => {
  await using service = await testApp({ env: { ...ENV, SIMPLE_JWT_USER_ID_FIELD: 'username' } })
  const old = mintedPair('alice', new Date(Date.now() - 60_000))
  await register(service.base)
  expect([await page(service.base, old.access), await renewal(service.base, old.refresh)]).toEqual([401, 401])
  expect(await page(service.base, mintedPair('alice').access)).toBe(200)
})

test.each(DATABASES)('on %s, nor is that of a session whose user has another name by now', { timeout: 60_000 }, async (database) => {
  await using service = await testApp({ database, env: { ...ENV, SIMPLE_JWT_USER_ID_FIELD: 'username' } })
  const { base } = service
  const tokens = await register(base)
  const rename = (from: string, to: string) =>
    service.database.query.updateTable('auth_user').set({ username: to }).where('username', '=', from).execute()
  const seen = async () => [
    (await call(base, 'auth.me', { method: 'GET', headers: bearer(tokens.access) })).status,
    await page(base, tokens.access),
    (await call(base, 'auth.refresh', { input: { refresh: tokens.refresh } })).status,
    await renewal(base, tokens.refresh),
  ]
  await register(base, 'bob')
  await rename('alice', 'alicia')
  await rename('bob', 'alice')
  expect(await seen()).toEqual([401, 401, 401, 401])
  // Refused, and not spent: it is good again for whom it was made.
  await rename('alice', 'bob')
  await rename('alicia', 'alice')
  expect((await seen()).slice(0, 3)).toEqual([200, 200, 200])
})

describe('the operator', () => {
  test('ends the logins of one user, or of all', { timeout: 120_000 }, async () => {
    using folder = temporaryFolder()
    await using server = await startServer(folder.path)
    const credentials = { username: 'ada', password: 'notes' }
    await post(server.base, '/api/register/', credentials)
    const first = (await post(server.base, '/api/login/', credentials)).json()
    expect(await run(folder.path, ['users', 'logout', 'ada'])).toEqual({ code: 0, output: 'ada is logged out; 1 sessions ended.\n' })
    expect([await page(server.base, first['access']), await renewal(server.base, first['refresh'])]).toEqual([401, 401])
    const second = (await post(server.base, '/api/login/', credentials)).json()
    expect(await page(server.base, second['access'])).toBe(200)
    const all = await run(folder.path, ['users', 'logout', '--all'])
    expect(all).toEqual({ code: 0, output: '1 users are logged out; 1 sessions ended.\n' })
    expect([await page(server.base, second['access']), await renewal(server.base, second['refresh'])]).toEqual([401, 401])
    expect(await run(folder.path, ['users', 'logout'])).toMatchObject({ code: 1, output: 'Give a username, or --all and none.\n' })
  })
})

const loggedInAgain = async (base: string, password = CREDENTIALS.password) =>
  (await post(base, '/api/token/', { ...CREDENTIALS, password })).json()
