import { afterEach, expect, test, vi } from 'vitest'
import { startTypedHost } from '../../test/typed-host.ts'
import { createLatchkeyClient } from '../create-latchkey-client.ts'
import { memoryStorage } from '../storage/memory-storage.ts'

const ALICE = { username: 'alice', password: 'right password' }

afterEach(() => void vi.useRealTimers())

test('a login is told to everybody who listens, once', async () => {
  await using host = await startTypedHost()
  const heard: (string | undefined)[] = []
  const { session } = createLatchkeyClient({ url: host.url, onSession: (next) => heard.push(next?.account.username) })
  const listener = vi.fn()
  const unsubscribe = session.subscribe(listener)
  const signedIn = await session.login(ALICE)
  expect(session.current()).toBe(signedIn)
  expect(signedIn).toMatchObject({ account: { username: 'alice' }, claims: { token_type: 'access' }, refreshes: 0, refreshedAt: null })
  unsubscribe()
  await session.logout()
  expect(listener).toHaveBeenCalledOnce()
  expect(heard).toEqual(['alice', undefined])
})

test('a registration signs in', async () => {
  await using host = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url })
  const { account } = await session.register({ username: 'carol', password: 'a long password' })
  expect(account.username).toBe('carol')
})

test('a refused login changes nothing', async () => {
  await using host = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  await expect(session.login({ ...ALICE, password: 'wrong' })).rejects.toThrow('No active account')
  expect(session.current()?.account.username).toBe('alice')
})

test('a logout forgets the refresh token and ends the session', async () => {
  await using host = await startTypedHost()
  const storage = memoryStorage()
  const { session } = createLatchkeyClient({ url: host.url, storage })
  await session.login(ALICE)
  expect(storage.read()).toEqual(expect.any(String))
  await session.logout()
  expect(storage.read()).toBeNull()
  expect(session.current()).toBeNull()
  expect(await session.restore()).toBeNull()
})

test('a logout that the server did not confirm is none', async () => {
  await using host = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  host.setBusy('auth.logout', true)
  await expect(session.logout()).rejects.toThrow()
  expect(session.status()).toBe('signed-in')
})

test('a stored refresh token brings the session back', async () => {
  await using host = await startTypedHost()
  const storage = memoryStorage()
  await createLatchkeyClient({ url: host.url, storage }).session.login(ALICE)
  const { session } = createLatchkeyClient({ url: host.url, storage })
  expect(session.status()).toBe('restoring')
  expect((await session.restore())?.account.username).toBe('alice')
})

test('calls made during a restore wait for it', async () => {
  await using host = await startTypedHost()
  const storage = memoryStorage()
  await createLatchkeyClient({ url: host.url, storage }).session.login(ALICE)
  const { api, session } = createLatchkeyClient({ url: host.url, storage })
  const restored = session.restore()
  expect(await api.dashboard.read.query()).toEqual({ response: 'alice' })
  await restored
  expect(host.count('dashboard.read')).toBe(1)
})

test('without a stored token nothing is asked', async () => {
  await using host = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url })
  expect(await session.restore()).toBeNull()
  expect(session.status()).toBe('signed-out')
  expect(host.requests).toEqual([])
})

test('a restore that the server cannot answer is tried again until it can', async () => {
  await using host = await startTypedHost()
  const storage = memoryStorage()
  await createLatchkeyClient({ url: host.url, storage }).session.login(ALICE)
  host.setBusy('auth.refresh', true)
  const { session } = createLatchkeyClient({ url: host.url, storage })
  await expect(session.restore()).rejects.toThrow()
  expect(session.status()).toBe('unreachable')
  host.setBusy('auth.refresh', false)
  await vi.waitFor(() => expect(session.status()).toBe('signed-in'), { timeout: 4_000 })
  session.close()
})

test('the session renews itself before its access token ends', async () => {
  await using host = await startTypedHost({ accessLifetime: 900 })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const { session } = createLatchkeyClient({ url: host.url })
  const first = await session.login(ALICE)
  vi.advanceTimersByTime(800_000)
  expect(host.count('auth.refresh')).toBe(0)
  const renewed = new Promise<void>((resolve) => session.subscribe(resolve))
  vi.advanceTimersByTime(80_000)
  await renewed
  expect(session.current()?.refreshes).toBe(1)
  expect(session.current()?.expiresAt.getTime()).toBeGreaterThan(first.expiresAt.getTime())
  session.close()
})

test.each([-86_400, 0, 86_400])('a server clock that is off by %i s does not move the end of a token', async (clockAhead) => {
  await using host = await startTypedHost({ accessLifetime: 600, clockAhead })
  const { session } = createLatchkeyClient({ url: host.url })
  const { expiresAt } = await session.login(ALICE)
  expect(Math.abs(expiresAt.getTime() - Date.now() - 600_000)).toBeLessThan(5_000)
})

test('the end of a renewed token does not depend on the age of the refresh token', async () => {
  await using host = await startTypedHost({ accessLifetime: 600, clockAhead: 3_600 })
  vi.useFakeTimers({ toFake: ['Date'] })
  const { session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  vi.setSystemTime(Date.now() + 500_000)
  const renewed = await session.refresh()
  expect(Math.abs((renewed?.expiresAt.getTime() ?? 0) - Date.now() - 600_000)).toBeLessThan(5_000)
})

test('a logout that meets a refresh ends the session, whichever is answered first', async () => {
  await using host = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  await Promise.all([session.refresh(), session.logout(), session.refresh()])
  expect(session.current()).toBeNull()
  expect(host.count('auth.refresh')).toBe(1)
})

test('a changed profile appears after a reload', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  await api.account.updateProfile.mutate({ fullName: 'Alice Liddell' })
  expect((await session.reload())?.account.profile.fullName).toBe('Alice Liddell')
  expect(session.current()?.account.profile.fullName).toBe('Alice Liddell')
})
