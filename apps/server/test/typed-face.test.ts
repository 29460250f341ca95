import { describe, expect, test } from 'vitest'
import { bearer, post, signUp } from './rest-calls.ts'
import { DATABASES, testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

describe.each(DATABASES)('on %s, signing in', (database) => {
  test('a registration signs in, and the account is what was asked for', async () => {
    await using service = await testApp({ database })
    const { status, data, headers } = await call(service.base, 'auth.register', { input: { ...CREDENTIALS, email: 'A@EXAMPLE.com' } })
    expect(status).toBe(200)
    expect(data).toMatchObject({ account: { id: 1, username: 'alice', email: 'A@example.com', isStaff: false } })
    expect(headers.get('cache-control')).toBe('no-store')
    const me = await call(service.base, 'auth.me', { method: 'GET', headers: bearer(String(data?.['access'])) })
    expect(me.data).toMatchObject({ username: 'alice', profile: { fullName: '', bio: '', image: 'default.jpg', verified: false } })
  })

  test('an unknown name, a wrong password and an inactive account are told apart by nothing', async () => {
    await using service = await testApp({ database })
    await register(service.base)
    const attempt = async (username: string, password: string) =>
      (await call(service.base, 'auth.login', { input: { username, password } })).text
    const wrong = await attempt('alice', 'wrong password')
    expect(await attempt('nobody', 'wrong password')).toBe(wrong)
    await service.database.query.updateTable('auth_user').set('is_active', service.database.values.toBoolean(false)).execute()
    expect(await attempt('alice', CREDENTIALS.password)).toBe(wrong)
    expect(JSON.parse(wrong).error.data).toMatchObject({ code: 'UNAUTHORIZED', error: 'no_active_account' })
  })

  test('an account made on either face opens on the other', async () => {
    await using service = await testApp({ database })
    await register(service.base)
    expect((await post(service.base, '/api/login/', CREDENTIALS)).status).toBe(200)
    const rest = await signUp(service.base, { username: 'bob' })
    expect((await call(service.base, 'auth.login', { input: rest })).status).toBe(200)
    expect((await call(service.base, 'home', { method: 'GET', headers: bearer(rest.access) })).data).toEqual({
      message: 'Welcome to the JWT Authentication page using React Js and Django!',
    })
  })

  test('a name that is taken is the error of its field', async () => {
    await using service = await testApp({ database })
    await register(service.base)
    const { status, error } = await call(service.base, 'auth.register', { input: CREDENTIALS })
    expect(status).toBe(400)
    expect(error?.data).toMatchObject({
      error: 'invalid_input',
      fields: { username: ['A user with that username already exists.'] },
    })
  })
})

describe.each(DATABASES)('on %s, sessions', (database) => {
  test('a refresh spends its token and the session goes on', async () => {
    await using service = await testApp({ database, env: { LATCHKEY_REFRESH_GRACE: '0', LATCHKEY_REFRESH_REUSE: 'refuse' } })
    const { refresh } = await register(service.base)
    const { data } = await call(service.base, 'auth.refresh', { input: { refresh } })
    const again = await call(service.base, 'auth.refresh', { input: { refresh } })
    expect(again.error?.data).toMatchObject({ code: 'UNAUTHORIZED', error: 'token_not_valid', reason: 'blacklisted' })
    const list = await call(service.base, 'sessions.list', { method: 'GET', headers: bearer(String(data?.['access'])) })
    expect(list.data).toMatchObject([{ current: true }])
    expect(list.data).toHaveLength(1)
  })

  test('a session that is revoked loses its refresh and its access token at once', async () => {
    await using service = await testApp({ database })
    const here = await register(service.base)
    const there = (await call(service.base, 'auth.login', { input: CREDENTIALS, headers: { 'user-agent': 'Phone/1' } })).data
    const sessions = await call(service.base, 'sessions.list', { method: 'GET', headers: bearer(here.access) })
    const other = (sessions.data as unknown as { id: string; current: boolean }[]).find(({ current }) => !current)
    expect((await call(service.base, 'sessions.revoke', { input: { id: other?.id }, headers: bearer(here.access) })).status).toBe(200)
    for (const [path, reply] of [
      ['refresh', await call(service.base, 'auth.refresh', { input: { refresh: there?.['refresh'] } })],
      ['typed', await call(service.base, 'auth.me', { method: 'GET', headers: bearer(String(there?.['access'])) })],
      ['rest', await fetch(`${service.base}/api/protected/`, { headers: bearer(String(there?.['access'])) })],
    ] as const) {
      expect(reply.status, path).toBe(401)
    }
    expect((await call(service.base, 'auth.me', { method: 'GET', headers: bearer(here.access) })).status).toBe(200)
  })

  test("somebody else's session and an unknown one give the same answer, and nothing ends", async () => {
    await using service = await testApp({ database })
    const alice = await register(service.base, 'alice')
    const bob = await register(service.base, 'bob')
    const list = await call(service.base, 'sessions.list', { method: 'GET', headers: bearer(alice.access) })
    const id = (list.data as unknown as { id: string }[])[0]?.id
    const foreign = await call(service.base, 'sessions.revoke', { input: { id }, headers: bearer(bob.access) })
    const unknown = await call(service.base, 'sessions.revoke', { input: { id: 'f'.repeat(32) }, headers: bearer(bob.access) })
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text])
    expect((await call(service.base, 'auth.me', { method: 'GET', headers: bearer(alice.access) })).status).toBe(200)
  })

  test('a token of the typed face is spent once, also where REST knows no blacklist', async () => {
    await using service = await testApp({
      database,
      env: { LATCHKEY_BLACKLIST: 'off', LATCHKEY_REFRESH_GRACE: '0', LATCHKEY_REFRESH_REUSE: 'refuse' },
    })
    const { refresh } = await register(service.base)
    expect((await call(service.base, 'auth.refresh', { input: { refresh } })).status).toBe(200)
    for (const path of ['/token/refresh/', '/api/token/refresh/']) {
      expect((await post(service.base, path, { refresh })).status, path).toBe(401)
    }
  })

  test('verify tells a token of an ended session from a good one', async () => {
    await using service = await testApp({ database })
    const { access, refresh } = await register(service.base)
    expect((await call(service.base, 'auth.verify', { input: { token: access } })).data).toMatchObject({ tokenType: 'access' })
    await call(service.base, 'auth.logout', { input: { refresh } })
    expect((await call(service.base, 'auth.verify', { input: { token: access } })).error?.data.reason).toBe('blacklisted')
  })

  test('a logout ends the session even with a token whose successor got lost', async () => {
    await using service = await testApp({ database })
    const { refresh } = await register(service.base)
    const { data } = await call(service.base, 'auth.refresh', { input: { refresh } })
    expect((await call(service.base, 'auth.logout', { input: { refresh } })).status).toBe(200)
    expect((await call(service.base, 'auth.refresh', { input: { refresh: data?.['refresh'] } })).status).toBe(401)
    expect((await call(service.base, 'auth.me', { method: 'GET', headers: bearer(String(data?.['access'])) })).status).toBe(401)
    expect((await call(service.base, 'auth.logout', { input: { refresh: 'rubbish' } })).status).toBe(200)
  })
})

describe.each(DATABASES)('on %s, the account', (database) => {
  test('a profile keeps the fields that were not sent, and nobody verifies himself', async () => {
    await using service = await testApp({ database })
    const { access } = await register(service.base)
    const update = (input: unknown) => call(service.base, 'account.updateProfile', { input, headers: bearer(access) })
    await update({ fullName: 'Ada Lovelace', bio: 'Notes' })
    const { data } = await update({ bio: '', verified: true, id: 2, userId: 2 })
    expect(data).toEqual({ fullName: 'Ada Lovelace', bio: '', image: 'default.jpg', verified: false })
  })

  test('a new password needs the old one, and ends every other session', async () => {
    await using service = await testApp({ database })
    const here = await register(service.base)
    const there = (await call(service.base, 'auth.login', { input: CREDENTIALS })).data
    const change = (currentPassword: string, newPassword: string) =>
      call(service.base, 'account.changePassword', { input: { currentPassword, newPassword }, headers: bearer(here.access) })
    const refused = await change('not my password', 'a new password')
    expect(refused.error?.data).toMatchObject({ error: 'invalid_input', fields: { currentPassword: [expect.any(String)] } })
    expect((await change(CREDENTIALS.password, 'a new password')).status).toBe(200)
    expect((await call(service.base, 'auth.refresh', { input: { refresh: there?.['refresh'] } })).status).toBe(401)
    expect((await call(service.base, 'auth.refresh', { input: { refresh: here.refresh } })).status).toBe(200)
    expect((await call(service.base, 'auth.login', { input: CREDENTIALS })).status).toBe(401)
    expect((await call(service.base, 'auth.login', { input: { ...CREDENTIALS, password: 'a new password' } })).status).toBe(200)
  })

  test('a new password ends the logins of REST and of Django too, and what was logging in with the old one', async () => {
    await using service = await testApp({ database })
    const { access, refresh } = await register(service.base)
    const rest = (await post(service.base, '/api/token/', CREDENTIALS)).json()
    const sliding = (await post(service.base, '/api/token/sliding/', CREDENTIALS)).json()
    const change = { currentPassword: CREDENTIALS.password, newPassword: 'a new password' }
    const logins = Array.from({ length: 8 }, () => call(service.base, 'auth.login', { input: CREDENTIALS }))
    expect((await call(service.base, 'account.changePassword', { input: change, headers: bearer(access) })).status).toBe(200)
    expect((await post(service.base, '/api/token/refresh/', { refresh: rest['refresh'] })).status).toBe(401)
    expect((await post(service.base, '/api/token/sliding/refresh/', { token: sliding['token'] })).status).toBe(401)
    for (const { data } of await Promise.all(logins)) {
      const late = await call(service.base, 'auth.refresh', { input: { refresh: data?.['refresh'] ?? 'none' } })
      expect(late.status).toBe(401)
    }
    expect((await call(service.base, 'auth.refresh', { input: { refresh } })).status).toBe(200)
  })

  test('where tokens carry a digest of the password, the session that changes it lives on', async () => {
    await using service = await testApp({ database, env: { SIMPLE_JWT_CHECK_REVOKE_TOKEN: 'on' } })
    const { access, refresh } = await register(service.base)
    const change = { currentPassword: CREDENTIALS.password, newPassword: 'a new password' }
    await call(service.base, 'account.changePassword', { input: change, headers: bearer(access) })
    const { data } = await call(service.base, 'auth.refresh', { input: { refresh } })
    const page = await fetch(`${service.base}/api/protected/`, { headers: bearer(String(data?.['access'])) })
    expect(page.status).toBe(200)
  })

  test('the dashboard greets and echoes', async () => {
    await using service = await testApp({ database })
    const { access } = await register(service.base)
    const read = await call(service.base, 'dashboard.read', { method: 'GET', headers: bearer(access) })
    expect(read.data).toEqual({ response: 'Hey alice, You are seeing a GET response' })
    const written = await call(service.base, 'dashboard.post', { input: { text: ' ö <b> ' }, headers: bearer(access) })
    expect(written.data).toEqual({ response: 'Hey alice, your text is  ö <b> ' })
  })
})
