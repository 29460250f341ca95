import { describe, expect, test } from 'vitest'
import { mintedPair, SIGNING_KEY } from './minted-tokens.ts'
import { bearer, post } from './rest-calls.ts'
import { DATABASES, testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

const DAY = 86_400

/** A service whose clock goes where it is told to. */
async function steered(env: Record<string, string>, database: (typeof DATABASES)[number] = 'sqlite') {
  let now = new Date()
  const service = await testApp({ database, env: { SIMPLE_JWT_SIGNING_KEY: SIGNING_KEY, ...env }, clock: () => now })
  const later = (seconds: number): void => {
    now = new Date(now.getTime() + seconds * 1000)
  }
  return { service, later, now: () => now, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() }
}

const claimsOf = (token: unknown): { exp: number; iat: number } =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())

describe.each(DATABASES)('on %s, a login', (database) => {
  test('ends on its day, however often it is renewed, and no refresh token is promised a longer life', async () => {
    await using steering = await steered({ SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '30d' }, database)
    const { service, later } = steering
    const first = await register(service.base)
    const begun = claimsOf(first.refresh).iat
    let { access, refresh }: Record<string, unknown> = first
    for (let week = 0; week < 4; week += 1) {
      later(7 * DAY - 60)
      ;({ access, refresh } = (await call(service.base, 'auth.refresh', { input: { refresh } })).data ?? {})
      expect(claimsOf(refresh).exp - begun).toBeLessThanOrEqual(30 * DAY)
    }
    expect(claimsOf(refresh).exp - begun).toBe(30 * DAY)
    later(2 * DAY)
    expect((await call(service.base, 'auth.me', { method: 'GET', headers: bearer(String(access)) })).status).toBe(200)
    later(240)
    const late = await call(service.base, 'auth.refresh', { input: { refresh } })
    expect(late.error?.data).toMatchObject({ error: 'token_not_valid', reason: 'expired' })
    expect((await call(service.base, 'auth.me', { method: 'GET', headers: bearer(String(access)) })).status).toBe(401)
  })

  test('that is not used for too long ends; a use of whatever kind counts, and is noted once a minute at most', async () => {
    await using steering = await steered({ LATCHKEY_SESSION_IDLE: '10m', SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '1h' }, database)
    const { service, later, now } = steering
    const { access, refresh } = await register(service.base)
    const rest = (await post(service.base, '/api/token/', CREDENTIALS)).json()
    const use = async () => [
      (await call(service.base, 'auth.me', { method: 'GET', headers: bearer(access) })).status,
      (await post(service.base, '/api/token/refresh/', { refresh: rest['refresh'] })).status,
    ]
    const lastSeen = async () => {
      const rows = await service.database.query.selectFrom('latchkey_session').select('last_seen_at').execute()
      return rows.map((row) => now().getTime() - service.database.values.fromTime(row.last_seen_at).getTime())
    }
    later(30)
    expect(await use()).toEqual([200, 200])
    expect(await lastSeen(), 'less than a minute ago').toEqual([30_000, 30_000])
    later(500)
    expect(await use()).toEqual([200, 200])
    await expect.poll(lastSeen).toEqual([0, 0])
    later(500)
    expect(await use()).toEqual([200, 200])
    await expect.poll(lastSeen).toEqual([0, 0])
    later(601)
    expect(await use()).toEqual([401, 401])
    expect((await call(service.base, 'auth.refresh', { input: { refresh } })).error?.data.reason).toBe('expired')
  })
})

test('a token that Django issued before the limit is not adopted, nor taken where tokens are not rotated', async () => {
  await using steering = await steered({ LATCHKEY_SESSION_LIFETIME: '1h' })
  const { service, now } = steering
  await register(service.base)
  const issuedBefore = (seconds: number) => mintedPair(1, new Date(now().getTime() - seconds * 1000)).refresh
  for (const path of ['/token/refresh/', '/api/token/refresh/']) {
    expect((await post(service.base, path, { refresh: issuedBefore(3_601) })).status, path).toBe(401)
    expect((await post(service.base, path, { refresh: issuedBefore(1_800) })).status, path).toBe(200)
  }
  const { refresh } = (await post(service.base, '/token/refresh/', { refresh: issuedBefore(1_800) })).json()
  expect(claimsOf(refresh).exp - Math.floor(now().getTime() / 1000)).toBeLessThanOrEqual(1_800)
})
