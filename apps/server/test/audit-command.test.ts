import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqlite } from '../src/db/sqlite/index.ts'
import { post } from './rest-calls.ts'
import { run, startServer, temporaryFolder } from './server-process.ts'

test('latchkey audit lists what happened, and finds what was changed afterwards', { timeout: 120_000 }, async () => {
  using folder = temporaryFolder()
  {
    await using server = await startServer(folder.path)
    const ada = { username: 'ada', password: 'analytical engine' }
    expect((await post(server.base, '/api/register/', ada)).status).toBe(201)
    expect((await post(server.base, '/token/', { ...ada, password: 'difference engine' })).status).toBe(401)
    expect((await post(server.base, '/token/', ada)).status).toBe(200)
  }
  const all = await run(folder.path, ['audit', 'list', '--user', 'ada', '--since', '1h', '--json'])
  const events = all.output
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line))
  expect(events.map(({ kind, actor, username }) => [kind, actor, username])).toEqual([
    ['login.succeeded', 'user:1', 'ada'],
    ['login.failed', 'anonymous', 'ada'],
    ['registration', 'user:1', 'ada'],
  ])
  expect(all.output).not.toContain('engine')
  const failed = await run(folder.path, ['audit', 'list', '--kind', 'login.failed', '--limit', '5'])
  expect(failed.output).toMatch(/^\S+\tlogin\.failed\tfailure\tby anonymous\t1 ada\t127\.0\.0\.1\t/)

  // The server has sealed what it knew when it stopped.
  const database = await openSqlite(join(folder.path, 'data/latchkey.db'))
  await database.query.updateTable('latchkey_audit_event').set({ kind: 'login.succeeded' }).where('kind', '=', 'login.failed').execute()
  await database.close()
  const { code, output } = await run(folder.path, ['audit', 'verify'])
  expect(output).toContain(`event ${events[1]?.['id']}: it was altered (seal 1)`)
  expect(output).toContain('3 events; last seal: ')
  expect(code).toBe(1)
})
