import { expect, test } from 'vitest'
import { startTypedHost } from '../../test/typed-host.ts'
import { createLatchkeyClient } from '../create-latchkey-client.ts'

const ALICE = { username: 'alice', password: 'right password' }

test('a REST call carries the access token, and is repeated once after a refresh', async () => {
  await using host = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  const resource = new URL('/rest', host.url)
  expect((await session.fetch(resource)).status).toBe(200)
  host.expireAccess()
  expect((await session.fetch(resource)).status).toBe(200)
  expect(host.count('auth.refresh')).toBe(1)
})

test('a REST call that stays refused gives its 401 back', async () => {
  await using host = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  host.expireAccess()
  host.expireRefresh()
  expect((await session.fetch(new URL('/rest', host.url))).status).toBe(401)
  expect(session.current()).toBeNull()
})

test('the access token goes to no origin that was not named', async () => {
  await using host = await startTypedHost()
  await using other = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url })
  await session.login(ALICE)
  await expect(session.fetch(new URL('/rest', other.url))).rejects.toThrow(/resourceOrigins/)
  expect(other.requests).toEqual([])

  const trusting = createLatchkeyClient({ url: host.url, resourceOrigins: [new URL(other.url).origin] })
  expect((await trusting.session.fetch(new URL('/rest', other.url))).status).toBe(401)
})

test('a request body survives the repetition', async () => {
  await using host = await startTypedHost()
  const bodies: string[] = []
  const { session } = createLatchkeyClient({
    url: host.url,
    fetch: async (input, init) => {
      if (!(input instanceof Request)) return fetch(input, init)
      bodies.push(await input.text())
      return new Response(null, { status: 401 })
    },
  })
  await session.login(ALICE)
  await session.fetch(new URL('/rest', host.url), { method: 'POST', body: 'the same words' })
  expect(bodies).toEqual(['the same words', 'the same words'])
})
