import { expect, test } from 'vitest'
import { startTypedHost } from '../../test/typed-host.ts'
import { createLatchkeyClient } from '../create-latchkey-client.ts'
import { errorOf } from './error-of.ts'

const ALICE = { username: 'alice', password: 'right password' }

test('calls carry the access token of the session', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  expect(await api.dashboard.read.query()).toEqual({ response: 'alice' })
})

test('any number of refused calls share one refresh, and each is sent once more', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  host.expireAccess()
  const replies = await Promise.all([
    api.dashboard.read.query(),
    api.home.query(),
    api.auth.me.query(),
    api.dashboard.post.mutate({ text: 'hi' }),
  ])
  expect(replies).toEqual([{ response: 'alice' }, { message: 'Welcome home' }, session.current()?.account, { response: 'hi' }])
  expect(host.count('auth.refresh')).toBe(1)
  expect(host.count('dashboard.post')).toBe(2)
  expect(host.count('dashboard.read,home,auth.me')).toBe(2)
  expect(session.current()?.refreshes).toBe(1)
})

test('a call that is refused again after the refresh is not sent a third time', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({
    url: host.url,
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      if (String(input).includes('auth.refresh')) host.expireAccess()
      return response
    },
  })
  await session.login(ALICE)
  host.expireAccess()
  const refusal = await api.home.query().catch(errorOf)
  expect(refusal).toEqual({ code: 'token_not_valid', fields: null, reason: 'expired' })
  expect(host.count('home')).toBe(2)
  expect(host.count('auth.refresh')).toBe(1)
})

test('a refused refresh ends the session, and the call fails with its own error', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  host.expireAccess()
  host.expireRefresh()
  expect(await api.home.query().catch(errorOf)).toMatchObject({ code: 'token_not_valid', reason: 'expired' })
  expect(session.current()).toBeNull()
  expect(session.status()).toBe('signed-out')
})

test('a busy server is no logout: the call fails with the reason, and works when the server is back', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  host.expireAccess()
  host.setBusy('auth.refresh', true)
  expect(await api.home.query().catch(errorOf)).toMatchObject({ code: 'too_busy' })
  expect(session.current()?.account.username).toBe('alice')
  host.setBusy('auth.refresh', false)
  expect(await api.home.query()).toEqual({ message: 'Welcome home' })
})

test('a wrong password inside a call is told as it is, without a refresh', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  const change = api.account.changePassword.mutate({ currentPassword: 'wrong', newPassword: 'a new password' })
  expect(await change.catch(errorOf)).toMatchObject({ code: 'no_active_account' })
  expect(host.count('auth.refresh')).toBe(0)
})

test('what one account began is not repeated in the name of the next', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  host.expireAccess()
  const post = api.dashboard.post.mutate({ text: 'from alice' })
  const login = session.login({ ...ALICE, username: 'bob' })
  await expect(post).rejects.toThrow('Token is invalid or expired')
  expect((await login).account.username).toBe('bob')
  expect(host.count('dashboard.post')).toBe(1)
})

test('a signed-out caller gets its refusal without a refresh', async () => {
  await using host = await startTypedHost()
  const { api, session } = createLatchkeyClient({ url: host.url })
  await session.restore()
  expect(await api.home.query().catch(errorOf)).toMatchObject({ code: 'not_authenticated' })
  expect(host.count('auth.refresh')).toBe(0)
})
