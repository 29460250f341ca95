import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { post, signUp } from './rest-calls.ts'
import { startServer, temporaryFolder } from './server-process.ts'

const CLIENTS = 8
/** By then a thread waits for the disk in place of the event loop. */
const ROTATIONS = 200
const ENV = { LATCHKEY_PASSWORD_HASHERS: 'md5', LATCHKEY_REFRESH_GRACE: '10m' }

test('after kill -9 every session goes on with its last acknowledged token, however busy the disk was', async () => {
  using folder = temporaryFolder()
  const tokens: string[] = []
  {
    const server = await startServer(folder.path, ENV)
    for (let client = 0; client < CLIENTS; client += 1) tokens.push((await signUp(server.base, { username: `client-${client}` })).refresh)
    let rotations = 0
    const chains = tokens.map(async (_token, client) => {
      for (;;) {
        const successor = (await post(server.base, '/token/refresh/', { refresh: tokens[client] })).json()['refresh']
        if (typeof successor !== 'string') throw new Error('The server refused a current token.')
        tokens[client] = successor
        rotations += 1
      }
    })
    const ended = Promise.allSettled(chains)
    while (rotations < ROTATIONS) await setTimeout(10)
    server.child.kill('SIGKILL')
    await once(server.child, 'close')
    await ended
  }
  await using server = await startServer(folder.path, ENV)
  for (const refresh of tokens) expect((await post(server.base, '/token/refresh/', { refresh })).status).toBe(200)
}, 120_000)
