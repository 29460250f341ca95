import { COOKIE_MODE_HEADER, COOKIE_MODE_VALUE } from '@latchkey/contract'
import { describe, expect, test } from 'vitest'
import { DATABASES, testApp } from './test-app.ts'
import { CREDENTIALS, call } from './typed-call.ts'

const COOKIE_MODE = { [COOKIE_MODE_HEADER]: COOKIE_MODE_VALUE }
const cookieOf = (reply: { headers: Headers }): string => reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''

describe.each(DATABASES)('on %s, the refresh cookie', (database) => {
  test('carries the refresh token out of reach of scripts, and the body does not repeat it', async () => {
    await using service = await testApp({ database })
    const signIn = await call(service.base, 'auth.register', { input: CREDENTIALS, headers: COOKIE_MODE })
    expect(Object.keys(signIn.data ?? {}).sort()).toEqual(['access', 'account'])
    const [cookie, ...more] = signIn.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/^__Host-latchkey-refresh=ey[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/)
    expect(cookie?.length).toBeLessThan(4096)
  })

  test('refreshes, rotates and is taken back at logout', async () => {
    await using service = await testApp({ database, env: { LATCHKEY_REFRESH_GRACE: '0' } })
    const first = cookieOf(await call(service.base, 'auth.register', { input: CREDENTIALS, headers: COOKIE_MODE }))
    const refreshed = await call(service.base, 'auth.refresh', { input: {}, headers: { ...COOKIE_MODE, cookie: first } })
    expect(Object.keys(refreshed.data ?? {})).toEqual(['access'])
    const second = cookieOf(refreshed)
    expect(second).not.toBe(first)
    const out = await call(service.base, 'auth.logout', { input: {}, headers: { ...COOKIE_MODE, cookie: second } })
    expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-latchkey-refresh=; Max-Age=0; Path=\//)
    expect((await call(service.base, 'auth.refresh', { input: {}, headers: { ...COOKIE_MODE, cookie: second } })).status).toBe(401)
  })

  test.each([
    ['without the header', {}, 401],
    ['from another site', { ...COOKIE_MODE, 'sec-fetch-site': 'cross-site' }, 403],
    ['from a sibling of this site', { ...COOKIE_MODE, 'sec-fetch-site': 'same-site' }, 403],
    ['from another origin, of a browser that says no more', { ...COOKIE_MODE, origin: 'https://evil.example' }, 403],
    ['from a page without an origin', { ...COOKIE_MODE, origin: 'null' }, 403],
    ['with a streamed reply', { ...COOKIE_MODE, 'trpc-accept': 'application/jsonl' }, 400],
    ['with a reply that is streamed otherwise', { ...COOKIE_MODE, accept: 'application/jsonl' }, 400],
  ])('is not used %s', async (_what, headers, status) => {
    await using service = await testApp({ database })
    const cookie = cookieOf(await call(service.base, 'auth.register', { input: CREDENTIALS, headers: COOKIE_MODE }))
    const reply = await fetch(`${service.base}/trpc/auth.refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, ...headers },
      body: '{}',
    })
    expect(reply.status).toBe(status)
    expect(reply.headers.getSetCookie()).toEqual([])
    expect((await call(service.base, 'auth.refresh', { input: {}, headers: { ...COOKIE_MODE, cookie } })).status).toBe(200)
  })

  test('of a sign-in that replaces another ends the session that it replaces', async () => {
    await using service = await testApp({ database })
    const first = await call(service.base, 'auth.register', { input: CREDENTIALS, headers: COOKIE_MODE })
    await call(service.base, 'auth.login', { input: CREDENTIALS, headers: { ...COOKIE_MODE, cookie: cookieOf(first) } })
    const refused = await call(service.base, 'auth.refresh', { input: {}, headers: { ...COOKIE_MODE, cookie: cookieOf(first) } })
    expect(refused.status).toBe(401)
  })

  test('of another deployment is no session here', async () => {
    await using here = await testApp({ database })
    await using there = await testApp({
      database,
      env: { SIMPLE_JWT_SIGNING_KEY: 'a key of another deployment: 0123456789abcdef0123456789abcdef' },
    })
    const cookie = cookieOf(await call(there.base, 'auth.register', { input: CREDENTIALS, headers: COOKIE_MODE }))
    const { error } = await call(here.base, 'auth.refresh', { input: {}, headers: { ...COOKIE_MODE, cookie } })
    expect(error?.data).toMatchObject({ error: 'token_not_valid', reason: 'invalid' })
  })
})
