import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { post, signUp } from './rest-calls.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { serverStorage } from './server-storage.ts'
import { DATABASES } from './test-app.ts'

/** How often the server is killed; by hand a hundred times. */
const KILLS = Number(process.env['LATCHKEY_TEST_KILLS'] ?? 3)
const CLIENTS = 4
/** Acknowledged answers of each kind that a server lives to give at least, and milliseconds that it may live on. */
const LEAST = 3
const LONGEST = 250

/** A restart on a slow machine must not outlast the grace of a reply that was lost. */
const ENV = { LATCHKEY_REFRESH_GRACE: '10m', LATCHKEY_PASSWORD_HASHERS: 'md5' }
const PASSWORD = 'correct horse battery'

/** What the server has acknowledged, and so must know for ever. */
class Acknowledged {
  /** The newest refresh token of each honest client. */
  readonly tokens = new Map<string, string>()
  readonly users: string[] = []
  readonly loggedOut: string[] = []
  rotations = 0
}

/** Calls again and again, one call after the other, until the server is gone. */
async function untilGone(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await work()
    } catch (error) {
      // What the connection says when the other side is dead; whatever else is thrown is a finding.
      if (error instanceof TypeError || error instanceof SyntaxError) return
      throw error
    }
  }
}

async function renew(base: string, known: Acknowledged, client: string): Promise<void> {
  const reply = await post(base, '/token/refresh/', { refresh: known.tokens.get(client) })
  expect(reply.status, `${client} is honest: ${reply.text}`).toBe(200)
  known.tokens.set(client, String(reply.json()['refresh']))
  known.rotations += 1
}

async function registerOne(base: string, known: Acknowledged, username: string): Promise<void> {
  const reply = await post(base, '/api/register/', { username, password: PASSWORD })
  expect(reply.status).toBe(201)
  known.users.push(username)
}

async function comeAndGo(base: string, known: Acknowledged, username: string): Promise<void> {
  const { refresh } = (await post(base, '/token/', { username, password: PASSWORD })).json()
  const reply = await post(base, '/api/logout/', { refresh })
  expect(reply.status).toBe(200)
  known.loggedOut.push(String(refresh))
}

async function loadUntilKilled(server: ServerProcess, known: Acknowledged, round: number): Promise<void> {
  const { base, child } = server
  const before = { rotations: known.rotations, users: known.users.length, loggedOut: known.loggedOut.length }
  let registered = 0
  const busy = Promise.all([
    ...[...known.tokens.keys()].map((client) => untilGone(() => renew(base, known, client))),
    untilGone(() => registerOne(base, known, `new-${round}-${registered++}`)),
    untilGone(() => comeAndGo(base, known, 'guest')),
  ])
  const isLongEnough = () =>
    known.rotations - before.rotations >= LEAST &&
    known.users.length - before.users >= LEAST &&
    known.loggedOut.length - before.loggedOut >= LEAST
  await Promise.race([expect.poll(isLongEnough, { timeout: 60_000, interval: 5 }).toBe(true), busy])
  await setTimeout(Math.random() * LONGEST)
  child.kill('SIGKILL')
  await once(child, 'close')
  await busy
}

async function checkEverything(base: string, known: Acknowledged): Promise<void> {
  for (const client of known.tokens.keys()) await renew(base, known, client)
  for (const username of known.users.splice(0)) {
    expect((await post(base, '/token/', { username, password: PASSWORD })).status, username).toBe(200)
  }
  for (const refresh of known.loggedOut.splice(0)) expect((await post(base, '/token/refresh/', { refresh })).status).toBe(401)
}

describe.each(DATABASES)('on %s, after kill -9', (database) => {
  test('every acknowledged rotation, registration and logout is there, and no honest session has ended', {
    timeout: 120_000 + KILLS * 30_000,
  }, async () => {
    await using storage = await serverStorage(database)
    const start = () => startServer(storage.folder, { ...storage.env, ...ENV })
    const known = new Acknowledged()
    let server = await start()
    try {
      await post(server.base, '/api/register/', { username: 'guest', password: PASSWORD })
      for (let client = 0; client < CLIENTS; client += 1) {
        const { refresh } = await signUp(server.base, { username: `client-${client}` })
        known.tokens.set(`client-${client}`, refresh)
      }
      for (let round = 0; round < KILLS; round += 1) {
        await loadUntilKilled(server, known, round)
        server = await start()
        await checkEverything(server.base, known)
      }
    } finally {
      await server[Symbol.asyncDispose]()
    }
    expect(known.rotations).toBeGreaterThanOrEqual(KILLS * LEAST)
  })
})
