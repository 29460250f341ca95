import axios from 'axios'
import { describe, expect, test } from 'vitest'
import { startTypedHost } from '../../test/typed-host.ts'
import { createLatchkeyClient } from '../create-latchkey-client.ts'

const ALICE = { username: 'alice', password: 'right password' }

async function signedIn(options: { resourceOrigins?: string[] } = {}) {
  const host = await startTypedHost()
  const { session } = createLatchkeyClient({ url: host.url, ...options })
  await session.login(ALICE)
  const http = axios.create({ baseURL: new URL('/', host.url).href, validateStatus: (status) => status === 200 })
  return { host, session, http, leave: session.intercept(http) }
}

describe('an axios instance that carries the session', () => {
  test('sends the access token, and repeats a refused request once with a renewed one', async () => {
    const { host, http } = await signedIn()
    await using _ = host
    expect((await http.get('/rest')).status).toBe(200)
    host.expireAccess()
    const replies = await Promise.all([http.get('/rest'), http.post('/rest', { text: 'kept' }), http.get('/rest')])
    expect(replies.map(({ status, data }) => [status, data.text])).toEqual([
      [200, undefined],
      [200, 'kept'],
      [200, undefined],
    ])
    expect(host.count('auth.refresh')).toBe(1)
  })

  test('gives a refusal that stays back to the caller, after one repetition and no more', async () => {
    const { host, http, session } = await signedIn()
    await using _ = host
    host.expireAccess()
    host.expireRefresh()
    await expect(http.get('/rest')).rejects.toMatchObject({ response: { status: 401 } })
    expect(session.current()).toBeNull()
    const before = host.requests.length
    await expect(http.get('/rest')).rejects.toMatchObject({ response: { status: 401 } })
    expect(host.requests.length - before).toBe(1)
  })

  test('sends nothing to an origin that was not named, and leaves an authorization of the caller as it is', async () => {
    const { host, http } = await signedIn()
    await using _ = host
    await using other = await startTypedHost()
    await expect(http.get(new URL('/rest', other.url).href)).rejects.toThrow(/resourceOrigins/)
    expect(other.requests).toEqual([])
    await expect(http.get('/rest', { headers: { authorization: 'Bearer of-my-own' } })).rejects.toMatchObject({ response: { status: 401 } })
    expect(host.count('auth.refresh')).toBe(0)
  })

  test('is an ordinary one again when the session is taken off', async () => {
    const { host, http, leave } = await signedIn()
    await using _ = host
    leave()
    await expect(http.get('/rest')).rejects.toMatchObject({ response: { status: 401 } })
  })
})
