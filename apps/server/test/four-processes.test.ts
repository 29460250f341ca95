import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintedPair, SIGNING_KEY } from './minted-tokens.ts'
import { bearer, post, signUp } from './rest-calls.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { type ServerStorage, serverStorage } from './server-storage.ts'
import { DATABASES } from './test-app.ts'
import { call } from './typed-call.ts'

const USES = 50
const PROCESSES = 4
/** So long a grace that even a machine that stands still for a while does not outlast it. */
const ENV = { SIMPLE_JWT_SIGNING_KEY: SIGNING_KEY, LATCHKEY_REFRESH_GRACE: '10m', LATCHKEY_PASSWORD_HASHERS: 'md5' }

describe.each(DATABASES)('on %s, of 50 uses of a refresh token at four processes at the same time', { timeout: 120_000 }, (database) => {
  let storage: ServerStorage
  let servers: ServerProcess[] = []

  beforeAll(async () => {
    storage = await serverStorage(database)
    const start = () => startServer(storage.folder, { ...storage.env, ...ENV })
    servers = [await start()]
    servers.push(...(await Promise.all(Array.from({ length: PROCESSES - 1 }, start))))
  }, 120_000)

  afterAll(async () => {
    await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()))
    await storage[Symbol.asyncDispose]()
  }, 120_000)

  const at = (index: number): string => servers[index % servers.length]?.base ?? ''

  async function useAtOnce(refresh: unknown, path = '/token/refresh/') {
    const replies = await Promise.all(Array.from({ length: USES }, (_, index) => post(at(index), path, { refresh })))
    return {
      statuses: [...new Set(replies.map(({ status }) => status))],
      successors: [...new Set(replies.map((reply) => reply.json()['refresh']))],
      details: [...new Set(replies.map((reply) => reply.json()['detail']))],
    }
  }

  const renew = async (refresh: unknown) => post(at(1), '/token/refresh/', { refresh })

  /** How many sessions a user has, as a new one is told. */
  async function sessionsOf(username: string, password: string): Promise<number> {
    const { data } = await call(at(0), 'auth.login', { input: { username, password } })
    const list = await call(at(2), 'sessions.list', { method: 'GET', headers: bearer(String(data?.['access'])) })
    return (list.data as unknown as unknown[]).length - 1
  }

  test('that is current, all get one and the same successor, which is good', async () => {
    const { refresh } = await signUp(at(0), { username: 'current' })
    const { statuses, successors } = await useAtOnce(refresh)
    expect([statuses, successors.length]).toEqual([[200], 1])
    expect((await renew(successors[0])).status).toBe(200)
  })

  test('that is the parent of an unused one, all get that one, byte for byte', async () => {
    const { refresh } = await signUp(at(0), { username: 'parent' })
    const successor = (await renew(refresh)).json()['refresh']
    expect(await useAtOnce(refresh)).toMatchObject({ statuses: [200], successors: [successor] })
    expect((await renew(successor)).status).toBe(200)
  })

  test('that was spent longer ago, all are refused as blacklisted, and the whole session ends', async () => {
    const { refresh, password } = await signUp(at(0), { username: 'spent' })
    const second = (await renew(refresh)).json()['refresh']
    const third = (await renew(second)).json()['refresh']
    expect(await useAtOnce(refresh)).toMatchObject({ statuses: [401], details: ['Token is blacklisted'] })
    for (const token of [second, third]) expect((await renew(token)).status).toBe(401)
    expect(await sessionsOf('spent', password)).toBe(0)
  })

  test('that Django issued, all get one successor of one session', async () => {
    const credentials = { username: 'django', password: 'correct horse battery' }
    const { id } = (await post(at(0), '/api/register/', credentials)).json()
    const { statuses, successors } = await useAtOnce(mintedPair(Number(id)).refresh)
    expect([statuses, successors.length]).toEqual([[200], 1])
    expect(await sessionsOf('django', credentials.password)).toBe(1)
    expect((await renew(successors[0])).status).toBe(200)
  })

  test('on a route that does not rotate, all get an access token, and the token stays as it is', async () => {
    const { refresh } = await signUp(at(0), { username: 'plain', mount: '/api/' })
    expect(await useAtOnce(refresh, '/api/token/refresh/')).toMatchObject({ statuses: [200], successors: [undefined] })
    expect((await renew(refresh)).status).toBe(200)
  })
})
