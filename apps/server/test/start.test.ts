import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { descendants, isAlive } from './process-tree.ts'
import { temporaryFolder } from './server-process.ts'

const ROOT = join(import.meta.dirname, '../../..')

async function ready(child: ChildProcess): Promise<string> {
  for await (const chunk of child.stdout ?? []) {
    const address = /ready at (http:\/\/\S+?)\/ /.exec(String(chunk))?.[1]
    if (address) return address
  }
  throw new Error('npm start ended without a server.')
}

test.each(['SIGTERM', 'SIGINT'] as const)('npm start serves, and %s leaves no process behind', { timeout: 120_000 }, async (signal) => {
  using folder = temporaryFolder()
  const env = { ...process.env, PORT: '0', DATABASE_URL: `sqlite:${join(folder.path, 'latchkey.db')}` }
  // A process group of its own: a Ctrl-C at a terminal reaches every process of the group.
  const child = spawn('npm', ['start'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  const address = await ready(child)
  expect((await fetch(`${address}/api/protected/`)).status).toBe(401)
  const family = [Number(child.pid), ...descendants(Number(child.pid))]
  const closed = once(child, 'close')
  process.kill(signal === 'SIGINT' ? -Number(child.pid) : Number(child.pid), signal)
  child.stdout?.resume()
  await closed
  await expect.poll(() => family.filter(isAlive)).toEqual([])
})
