import { describe, expect, test } from 'vitest'
import { createPurgeStore } from '../src/db/purge-store.ts'
import { purge } from '../src/sessions/purge.ts'
import { bearer } from './rest-calls.ts'
import { DATABASES, testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

const HOUR = 3_600

describe.each(DATABASES)('on %s, what has expired', (database) => {
  test('is deleted in parts, and no session before its last access token is dead', async () => {
    let now = new Date()
    const env = { SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '2h', SIMPLE_JWT_REFRESH_TOKEN_LIFETIME: '1h', LATCHKEY_THROTTLE: 'off' }
    await using service = await testApp({ database, env, clock: () => now })
    const { query } = service.database
    const environment = { store: createPurgeStore(service.database), leeway: 0, accessLifetime: 2 * HOUR, clock: () => now }
    const { access, refresh } = await register(service.base)
    await call(service.base, 'auth.refresh', { input: { refresh } })
    const other = (await call(service.base, 'auth.login', { input: CREDENTIALS })).data
    await call(service.base, 'auth.logout', { input: { refresh: other?.['refresh'] } })
    const left = async () => [
      (await query.selectFrom('token_blacklist_outstandingtoken').select('id').execute()).length,
      (await query.selectFrom('token_blacklist_blacklistedtoken').select('id').execute()).length,
      (await query.selectFrom('latchkey_session').select('id').execute()).length,
    ]
    expect(await purge(environment)).toBe(0)
    expect(await left()).toEqual([3, 2, 2])
    now = new Date(now.getTime() + 1.5 * HOUR * 1000)
    expect(await purge(environment)).toBe(3)
    expect(await left()).toEqual([0, 0, 2])
    const status = async (token: unknown) => (await call(service.base, 'auth.me', { method: 'GET', headers: bearer(String(token)) })).status
    expect([await status(access), await status(other?.['access'])]).toEqual([200, 401])
    now = new Date(now.getTime() + 2 * HOUR * 1000)
    expect(await purge(environment)).toBe(0)
    expect(await left()).toEqual([0, 0, 0])
  })

  test('is deleted by one of those who find it due', async () => {
    await using service = await testApp({ database })
    const store = createPurgeStore(service.database)
    const now = new Date()
    const next = new Date(now.getTime() + HOUR * 1000)
    for (const at of [now, next]) {
      const taken = await Promise.all(Array.from({ length: 8 }, () => store.take(at, new Date(at.getTime() + HOUR * 1000))))
      expect(taken.filter((isMine) => isMine)).toHaveLength(1)
    }
    expect(await store.take(next, next)).toBe(false)
  })

  test('is deleted from time to time', async () => {
    const env = { SIMPLE_JWT_REFRESH_TOKEN_LIFETIME: '1', LATCHKEY_PURGE_EVERY: '1s' }
    await using service = await testApp({ database, env })
    await register(service.base)
    const tokens = () => service.database.query.selectFrom('token_blacklist_outstandingtoken').select('id').execute()
    await expect.poll(tokens, { timeout: 20_000 }).toEqual([])
  })
})
