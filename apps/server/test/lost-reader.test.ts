import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'
import { spawnMain, temporaryFolder } from './server-process.ts'

test('a server goes on when nobody reads what it says', async () => {
  using folder = temporaryFolder()
  const port = await freePort()
  const child = spawnMain(folder.path, ['serve'], { PORT: String(port) })
  const closed = once(child, 'close')
  child.stdout?.destroy()
  child.stderr?.destroy()
  const status = async () => (await fetch(`http://127.0.0.1:${port}/api/protected/`).catch(() => null))?.status
  await expect.poll(status, { timeout: 30_000 }).toBe(401)
  // What is said once it is ready comes after the first reply.
  await setTimeout(500)
  expect(await status()).toBe(401)
  child.kill('SIGTERM')
  expect(await closed).toEqual([0, null])
})
