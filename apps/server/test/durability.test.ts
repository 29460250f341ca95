import { once } from 'node:events'
import { expect, test } from 'vitest'
import { post, signUp } from './rest-calls.ts'
import { startServer, temporaryFolder } from './server-process.ts'

test('after kill -9 everything that was acknowledged is there', async () => {
  using folder = temporaryFolder()
  const acknowledged = { users: [] as string[], tokens: [] as string[], loggedOut: [] as string[] }
  {
    const server = await startServer(folder.path)
    const gone = await signUp(server.base, { username: 'gone' })
    expect((await post(server.base, '/api/logout/', { refresh: gone.refresh })).status).toBe(200)
    acknowledged.loggedOut.push(gone.refresh)
    let { refresh } = await signUp(server.base, { username: 'alice' })
    const busy = (async () => {
      for (let round = 0; ; round += 1) {
        const username = `user${round}`
        if ((await post(server.base, '/api/register/', { username, password: 'x' })).status === 201) acknowledged.users.push(username)
        refresh = String((await post(server.base, '/token/refresh/', { refresh })).json()['refresh'])
        acknowledged.tokens.push(refresh)
      }
    })().catch(() => 'the server is gone')
    while (acknowledged.tokens.length < 5) await new Promise((resolve) => setTimeout(resolve, 10))
    server.child.kill('SIGKILL')
    await once(server.child, 'close')
    await busy
  }
  await using server = await startServer(folder.path)
  const last = acknowledged.tokens.at(-1)
  expect(acknowledged.users.length).toBeGreaterThanOrEqual(5)
  for (const username of acknowledged.users) {
    expect((await post(server.base, '/token/', { username, password: 'x' })).status, username).toBe(200)
  }
  expect((await post(server.base, '/token/refresh/', { refresh: acknowledged.loggedOut[0] })).status).toBe(401)
  expect((await post(server.base, '/token/refresh/', { refresh: last })).status).toBe(200)
})
