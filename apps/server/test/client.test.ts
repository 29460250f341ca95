import { setTimeout } from 'node:timers/promises'
import { createLatchkeyClient, errorOf, memoryStorage } from '@latchkey/client'
import { describe, expect, test } from 'vitest'
import { testApp } from './test-app.ts'
import { CREDENTIALS } from './typed-call.ts'

const clientOf = ({ base }: { base: string }) => createLatchkeyClient({ url: `${base}/trpc`, storage: memoryStorage() })

describe('the client against a started server', () => {
  test('registers, calls typed procedures, and logs out', async () => {
    await using service = await testApp()
    const { api, session } = clientOf(service)
    await session.register({ ...CREDENTIALS, email: 'alice@example.com' })
    expect(session.current()?.account).toMatchObject({ username: 'alice', email: 'alice@example.com' })
    expect(await api.dashboard.post.mutate({ text: 'hello' })).toEqual({ response: 'Hey alice, your text is hello' })
    expect(await api.account.updateProfile.mutate({ fullName: 'Alice' })).toMatchObject({ fullName: 'Alice', verified: false })
    await session.logout()
    expect(session.current()).toBeNull()
    const refused = await api.auth.me.query().catch(errorOf)
    expect(refused).toMatchObject({ code: 'not_authenticated' })
  })

  test('of parallel calls with an expired token all succeed after one refresh', async () => {
    // A token's end is cut to a whole second: of a life of one second nearly nothing may be left, and the new one must last for the calls.
    await using service = await testApp({ env: { SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '3', LATCHKEY_REFRESH_GRACE: '0' } })
    const { api, session } = clientOf(service)
    await session.register(CREDENTIALS)
    // Keeps the client from renewing ahead of time, as a laptop that slept would not have done either.
    session.close()
    await setTimeout(3_100)
    const replies = await Promise.all([api.auth.me.query(), api.home.query(), api.dashboard.read.query(), api.sessions.list.query()])
    expect(replies[0]).toMatchObject({ username: 'alice' })
    const spent = await service.database.query.selectFrom('token_blacklist_blacklistedtoken').selectAll().execute()
    expect(spent).toHaveLength(1)
  })

  test('carries its session to REST routes', async () => {
    await using service = await testApp()
    const { session } = clientOf(service)
    await session.register(CREDENTIALS)
    const page = await session.fetch(`${service.base}/api/protected/`)
    expect(await page.json()).toEqual({ message: 'Hello alice, you have accessed a protected route!' })
  })

  test('is signed out by a session that ended elsewhere', async () => {
    await using service = await testApp()
    const [here, there] = [clientOf(service), clientOf(service)]
    await here.session.register(CREDENTIALS)
    await there.session.login(CREDENTIALS)
    const other = (await here.api.sessions.list.query()).find(({ current }) => !current)
    await here.api.sessions.revoke.mutate({ id: other?.id ?? '' })
    await expect(there.api.auth.me.query()).rejects.toThrow()
    expect(there.session.current()).toBeNull()
    expect(here.session.current()).not.toBeNull()
  })

  test('keeps its session while the server is away', async () => {
    const service = await testApp()
    const { api, session } = clientOf(service)
    await session.register(CREDENTIALS)
    await service[Symbol.asyncDispose]()
    await expect(api.auth.me.query()).rejects.toThrow()
    expect(session.current()).not.toBeNull()
  })

  test('shows what the server refused by field', async () => {
    await using service = await testApp()
    await clientOf(service).session.register(CREDENTIALS)
    const refused = await clientOf(service).session.register(CREDENTIALS).catch(errorOf)
    expect(refused).toMatchObject({ code: 'invalid_input', fields: { username: [expect.stringContaining('already exists')] } })
  })
})
