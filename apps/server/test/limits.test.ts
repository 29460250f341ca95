import { describe, expect, test } from 'vitest'
import { createAuditStore } from '../src/db/audit-store.ts'
import { createLimitStore } from '../src/db/limit-store.ts'
import type { LimitSettings } from '../src/limits/limit.ts'
import { createLimits } from '../src/limits/limits.ts'
import { bearer, post, signUp } from './rest-calls.ts'
import { DATABASES, type DatabaseKind, testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

const LOGIN_DOORS = ['/token/', '/auth/token/', '/api/token/', '/api/login/', '/api/token/sliding/']
const WRONG = { ...CREDENTIALS, password: 'not the password' }

/** The service with limits on, `5/15m` for an account unless said otherwise, at a time that stands still until it is moved. */
async function limitedApp({ database = 'sqlite', env = {} }: { database?: DatabaseKind; env?: Record<string, string> } = {}) {
  let now = new Date('2026-01-01T00:00:00Z').getTime()
  const service = await testApp({
    database,
    env: { LATCHKEY_THROTTLE: 'on', LATCHKEY_LIMIT_LOGIN_ACCOUNT: '5/15m', LATCHKEY_TRUSTED_PROXIES: 'loopback', ...env },
    clock: () => new Date(now),
  })
  const pass = (seconds: number): void => {
    now += seconds * 1000
  }
  return Object.assign(service, { pass })
}

const MAIL = { SMTP_URL: 'maildir:mail', LATCHKEY_PUBLIC_URL: 'https://auth.example.com' }

const UNLIMITED: LimitSettings = {
  login_account: null,
  login_address: null,
  login_device: null,
  registration: null,
  mail_account: null,
  mail_address: null,
}

const from = (ip: string): Record<string, string> => ({ 'x-forwarded-for': ip })
const statuses = (replies: readonly { status: number }[]): Record<number, number> =>
  Object.fromEntries([...Map.groupBy(replies, ({ status }) => status)].map(([status, those]) => [status, those.length]))

describe.each(DATABASES)('on %s, guessing at one account', (database) => {
  test('of 200 parallel wrong logins, on all doors and from everywhere, as many are checked as the limit says', async () => {
    await using service = await limitedApp({ database })
    await signUp(service.base)
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_none, at) => {
        const headers = from(`198.51.100.${at}`)
        const door = LOGIN_DOORS[at % (LOGIN_DOORS.length + 1)]
        return door === undefined ? call(service.base, 'auth.login', { input: WRONG, headers }) : post(service.base, door, WRONG, headers)
      }),
    )
    expect(statuses(replies)).toEqual({ 401: 5, 429: 195 })
    const events = await createAuditStore(service.database).list({ kinds: ['login.failed', 'limit.reached'] }, { after: null, limit: 500 })
    expect(events.filter(({ kind }) => kind === 'login.failed').length).toBe(5)
    expect(events.filter(({ kind }) => kind === 'limit.reached')).toMatchObject([{ userId: 1, details: { limit: 'login_account' } }])
  })

  test('clocks that differ from machine to machine keep nobody out', async () => {
    await using service = await limitedApp({ database })
    await signUp(service.base)
    for (const { password } of [CREDENTIALS, WRONG]) {
      await post(service.base, '/token/', { ...CREDENTIALS, password })
      service.pass(-2)
      expect((await post(service.base, '/token/', CREDENTIALS)).status).toBe(200)
    }
  })

  test('is counted for all processes together, and over their restarts', async () => {
    await using service = await testApp({ database })
    const settings: LimitSettings = { ...UNLIMITED, login_account: { attempts: 5, window: 900 } }
    const start = () => createLimits({ store: createLimitStore(service.database), settings, clock: () => new Date(0) })
    const attempt = (limits: ReturnType<typeof start>) => limits.attempt([{ limit: 'login_account', subject: 'alice' }], async () => 'made')
    const [one, other] = [start(), start()]
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, (_none, at) => attempt(at % 2 === 0 ? one : other)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(5)
    await expect(attempt(start())).rejects.toMatchObject({ code: 'throttled', retryAfter: 30 })
  })

  test('waits grow, are told in the words of each door, and are forgotten with time', async () => {
    await using service = await limitedApp({ database })
    await signUp(service.base)
    const guess = () => post(service.base, '/api/login/', WRONG)
    for (let count = 0; count < 5; count += 1) expect((await guess()).status).toBe(401)
    for (const wait of [30, 60, 120, 240, 480, 900, 900]) {
      const refused = await guess()
      expect(refused.status).toBe(429)
      expect(refused.headers.get('retry-after')).toBe(String(wait))
      expect(refused.json()).toEqual({ detail: `Request was throttled. Expected available in ${wait} seconds.` })
      const typed = await call(service.base, 'auth.login', { input: WRONG })
      expect([typed.status, typed.headers.get('retry-after'), typed.error?.data]).toEqual([
        429,
        String(wait),
        expect.objectContaining({ code: 'TOO_MANY_REQUESTS', error: 'throttled', retryAfter: wait }),
      ])
      service.pass(wait)
      expect((await guess()).status).toBe(401)
    }
    service.pass(7_200)
    for (let count = 0; count < 5; count += 1) expect((await guess()).status).toBe(401)
    expect((await guess()).headers.get('retry-after')).toBe('30')
  })
})

describe('guessing at one account', () => {
  test('is counted for unknown names too, however they are spelled', async () => {
    await using service = await limitedApp()
    const names = ['Nobody', 'nobody', 'NOBODY', 'ｎobody', 'nobodY', 'nobody']
    const replies = []
    for (const username of names) replies.push(await post(service.base, '/token/', { username, password: 'x' }))
    expect(statuses(replies)).toEqual({ 401: 5, 429: 1 })
  })

  test('logins with the right password use up nothing, and clear nothing', async () => {
    await using service = await limitedApp()
    await signUp(service.base)
    for (let count = 0; count < 4; count += 1) expect((await post(service.base, '/token/', WRONG)).status).toBe(401)
    for (let count = 0; count < 8; count += 1) expect((await post(service.base, '/token/', CREDENTIALS)).status).toBe(200)
    expect((await post(service.base, '/token/', WRONG)).status).toBe(401)
    expect((await post(service.base, '/token/', CREDENTIALS)).status).toBe(429)
  })

  test('each call of a batch counts', async () => {
    await using service = await limitedApp()
    await signUp(service.base)
    const input = Object.fromEntries(Array.from({ length: 20 }, (_none, at) => [at, WRONG]))
    const reply = await fetch(`${service.base}/trpc/${Array(20).fill('auth.login').join(',')}?batch=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    const results: { error: { data: { httpStatus: number } } }[] = JSON.parse(await reply.text())
    expect(statuses(results.map(({ error }) => ({ status: error.data.httpStatus })))).toEqual({ 401: 5, 429: 15 })
  })

  test('strangers do not slow a device of the owner, whose own guesses count everywhere', async () => {
    await using service = await limitedApp()
    const { access, refresh } = await register(service.base)
    for (let count = 0; count < 6; count += 1) await post(service.base, '/token/', WRONG)
    expect((await post(service.base, '/token/', CREDENTIALS)).status).toBe(429)
    expect((await post(service.base, '/token/', { ...CREDENTIALS, refresh })).status).toBe(200)
    expect((await call(service.base, 'auth.login', { input: { ...CREDENTIALS, refresh } })).status).toBe(200)
    expect((await post(service.base, '/token/', { ...CREDENTIALS, refresh: `${refresh}x` })).status).toBe(429)

    service.pass(3_600)
    const { access: later } = (await post(service.base, '/token/', CREDENTIALS)).json()
    expect(access).not.toBe(later)
    const change = { currentPassword: WRONG.password, newPassword: 'another horse battery' }
    const guesses = []
    const { data } = await call(service.base, 'auth.login', { input: CREDENTIALS })
    for (let count = 0; count < 6; count += 1) {
      guesses.push(await call(service.base, 'account.changePassword', { input: change, headers: bearer(String(data?.['access'])) }))
    }
    expect(statuses(guesses)).toEqual({ 400: 5, 429: 1 })
    expect((await post(service.base, '/token/', CREDENTIALS)).status).toBe(429)
  })
})

describe('one client address', () => {
  test('has its own limit, whatever names it tries; an IPv6 client counts by its network', async () => {
    await using service = await limitedApp({ env: { LATCHKEY_LIMIT_LOGIN_ADDRESS: '3/10m' } })
    await signUp(service.base)
    const guess = (username: string, ip: string) => post(service.base, '/token/', { username, password: 'x' }, from(ip))
    const replies = []
    for (const at of [1, 2, 3, 4]) replies.push(await guess(`name-${at}`, `2001:db8:1:2::${at}`))
    expect(statuses(replies)).toEqual({ 401: 3, 429: 1 })
    expect((await guess('alice', '2001:db8:1:3::1')).status).toBe(401)
    // What its own limit refused did not count with the account.
    for (let count = 0; count < 6; count += 1) expect((await guess('alice', '2001:db8:1:2::9')).status).toBe(429)
    expect((await post(service.base, '/token/', CREDENTIALS, from('192.0.2.1'))).status).toBe(200)
  })

  test('is that of the connection where no proxy is trusted', async () => {
    await using service = await limitedApp({ env: { LATCHKEY_LIMIT_LOGIN_ADDRESS: '3/10m', LATCHKEY_TRUSTED_PROXIES: '' } })
    const replies = []
    for (const at of [1, 2, 3, 4])
      replies.push(await post(service.base, '/token/', { username: `name-${at}`, password: 'x' }, from(`192.0.2.${at}`)))
    expect(statuses(replies)).toEqual({ 401: 3, 429: 1 })
  })

  test('can register so many accounts, on both faces together', async () => {
    await using service = await limitedApp({ env: { LATCHKEY_LIMIT_REGISTRATION: '2/1h' } })
    await register(service.base, 'one')
    expect((await post(service.base, '/api/register/', { username: 'two', password: 'x' })).status).toBe(201)
    expect((await post(service.base, '/api/register/', { username: 'three', password: 'x' })).status).toBe(429)
    const typed = await call(service.base, 'auth.register', { input: { ...CREDENTIALS, username: 'four' } })
    expect(typed.error?.data.error).toBe('throttled')
  })
})

describe('what else is limited', () => {
  test('the password that deletes an account or changes its address is guessed as often as one that signs in', async () => {
    await using service = await limitedApp({ env: MAIL })
    const { access } = await register(service.base)
    const ask = (procedure: string, input: object) => call(service.base, procedure, { input, headers: bearer(access) })
    const wrong = { currentPassword: WRONG.password }
    const replies = []
    for (let count = 0; count < 3; count += 1) {
      replies.push(await ask('account.delete', wrong))
      replies.push(await ask('account.changeEmail', { ...wrong, newEmail: 'new@example.com' }))
    }
    expect(statuses(replies)).toEqual({ 400: 5, 429: 1 })
    expect((await post(service.base, '/token/', CREDENTIALS)).status).toBe(429)
  })
})
