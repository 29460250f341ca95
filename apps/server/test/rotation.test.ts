import { describe, expect, test } from 'vitest'
import { mintedPair, SIGNING_KEY } from './minted-tokens.ts'
import { bearer, post, signUp } from './rest-calls.ts'
import { DATABASES, testApp } from './test-app.ts'

const BARE = { LATCHKEY_REFRESH_GRACE: '0', LATCHKEY_REFRESH_REUSE: 'refuse' }

describe.each(DATABASES)('on %s, a rotating refresh token', (database) => {
  test('of many parallel uses without grace, exactly one wins', async () => {
    await using service = await testApp({ database, env: { LATCHKEY_REFRESH_GRACE: '0' } })
    const { refresh } = await signUp(service.base)
    const replies = await Promise.all(Array.from({ length: 12 }, () => post(service.base, '/token/refresh/', { refresh })))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(11).fill(401)])
  })

  test('within its grace a lost reply is answered with the same successor, byte for byte', async () => {
    await using service = await testApp({ database })
    const { refresh } = await signUp(service.base)
    const replies = await Promise.all(Array.from({ length: 5 }, () => post(service.base, '/token/refresh/', { refresh })))
    const successors = new Set(replies.map((reply) => reply.json()['refresh']))
    expect(replies.map(({ status }) => status)).toEqual(Array(5).fill(200))
    expect(successors.size).toBe(1)
    expect(successors).not.toContain(refresh)
  })

  test('once its successor is used, the parent is reuse: the whole session ends', async () => {
    await using service = await testApp({ database })
    const { refresh: first } = await signUp(service.base)
    const second = String((await post(service.base, '/token/refresh/', { refresh: first })).json()['refresh'])
    const third = String((await post(service.base, '/token/refresh/', { refresh: second })).json()['refresh'])
    const stolen = await post(service.base, '/token/refresh/', { refresh: first })
    expect(stolen.status).toBe(401)
    expect(stolen.json()).toEqual({ detail: 'Token is blacklisted', code: 'token_not_valid' })
    expect((await post(service.base, '/token/refresh/', { refresh: third })).status).toBe(401)
  })

  test('after its grace the parent is reuse', async () => {
    let now = new Date('2026-01-01T00:00:00Z')
    await using service = await testApp({ database, clock: () => now })
    const { refresh } = await signUp(service.base)
    const successor = String((await post(service.base, '/token/refresh/', { refresh })).json()['refresh'])
    now = new Date(now.getTime() + 31_000)
    expect((await post(service.base, '/token/refresh/', { refresh })).status).toBe(401)
    expect((await post(service.base, '/token/refresh/', { refresh: successor })).status).toBe(401)
  })

  test('where reuse is merely refused, as in bare SimpleJWT, its successor lives on', async () => {
    await using service = await testApp({ database, env: BARE })
    const { refresh } = await signUp(service.base)
    const successor = String((await post(service.base, '/token/refresh/', { refresh })).json()['refresh'])
    expect((await post(service.base, '/token/refresh/', { refresh })).status).toBe(401)
    expect((await post(service.base, '/token/refresh/', { refresh: successor })).status).toBe(200)
  })

  test('a logout spends it for good, on every mount', async () => {
    await using service = await testApp({ database })
    const { refresh } = await signUp(service.base)
    expect((await post(service.base, '/api/logout/', { refresh })).status).toBe(200)
    for (const path of ['/token/refresh/', '/auth/token/refresh/', '/api/token/refresh/', '/api/logout/']) {
      expect((await post(service.base, path, { refresh })).status, path).toBe(401)
    }
  })
})

test.each(DATABASES)('on %s, a token of Django that rotation leaves good is adopted once, by many at once', async (database) => {
  const env = { SIMPLE_JWT_SIGNING_KEY: SIGNING_KEY, SIMPLE_JWT_BLACKLIST_AFTER_ROTATION: 'false' }
  await using service = await testApp({ database, env })
  await signUp(service.base)
  const before = await service.database.query.selectFrom('latchkey_session').select('id').execute()
  for (let turn = 0; turn < 5; turn += 1) {
    const { refresh } = mintedPair(1)
    const replies = await Promise.all(Array.from({ length: 8 }, () => post(service.base, '/token/refresh/', { refresh })))
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200))
  }
  expect(await service.database.query.selectFrom('latchkey_session').select('id').execute()).toHaveLength(before.length + 5)
})

describe.each(DATABASES)('on %s, a refresh token where the mount does not rotate', (database) => {
  test('gives access tokens again and again', async () => {
    await using service = await testApp({ database })
    const { refresh } = await signUp(service.base, { mount: '/api/' })
    for (let use = 0; use < 3; use += 1) {
      const reply = (await post(service.base, '/api/token/refresh/', { refresh })).json()
      expect(Object.keys(reply)).toEqual(['access'])
      const page = await fetch(`${service.base}/api/protected/`, { headers: bearer(String(reply['access'])) })
      expect(page.status).toBe(200)
    }
  })
})
