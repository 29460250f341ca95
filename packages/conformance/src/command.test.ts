import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { recordedReply, startRecordedServer } from '../test/recorded-server.ts'
import { asPort } from '../test/tiny-server.ts'
import { loadCases, selectCases } from './cases.ts'
import { USAGE } from './command-options.ts'

const COMMAND = fileURLToPath(new URL('command.ts', import.meta.url))
const ID = 'default:host:with-port'

interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function run(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
  })
}

function recorded(): Buffer[] {
  return selectCases(loadCases('5.5'), { ids: [ID] }).map(recordedReply)
}

test('a server that passes gives 0', async () => {
  await using server = await startRecordedServer(recorded())
  expect(await run('--base', server.base, '--id', ID)).toEqual({ code: 0, stdout: '1 passed, 0 failed\n', stderr: '' })
})

test('a server that fails gives 1 and the differences', async () => {
  await using server = await startRecordedServer([Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')])
  const { code, stdout } = await run('--base', server.base, '--id', ID)
  expect(code).toBe(1)
  expect(stdout).toContain(`FAIL ${ID}\n    GET /api/protected/\n    status\n      - 401 Unauthorized\n      + 200 OK\n`)
  expect(stdout).toContain('0 passed, 1 failed')
})

test('results come as JSON when asked for', async () => {
  await using server = await startRecordedServer(recorded())
  const { stdout } = await run('--base', server.base, '--id', ID, '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    profile: 'default',
    dialect: '5.5',
    passed: 1,
    failed: 0,
    results: [{ id: ID, passed: true }],
  })
})

test('a port where nobody listens gives 2 and one sentence', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.on('listening', resolve))
  const base = `http://127.0.0.1:${asPort(server.address())}`
  await new Promise((resolve) => server.close(resolve))
  expect(await run('--base', base)).toEqual({ code: 2, stdout: '', stderr: `nobody answers at ${base}\nTry --help.\n` })
})

test.each([
  [[], '--base is missing'],
  [['--base', 'localhost:8000'], '"localhost:8000" is no base URL'],
  [['--base', 'http://127.0.0.1:1', '--profile', 'nowhere'], 'there is no profile nowhere'],
  [['--base', 'http://127.0.0.1:1', '--group', 'nowhere'], 'no case matches'],
  [['--base', 'http://127.0.0.1:1', '--cases', '/nowhere.jsonl'], 'no such file'],
  [['--nonsense'], "Unknown option '--nonsense'"],
])('wrong usage %j gives 2', async (args, message) => {
  const { code, stdout, stderr } = await run(...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
})

test('help, cases, profiles and the environment are printed without a server', async () => {
  expect(await run('--help')).toEqual({ code: 0, stdout: `${USAGE}\n`, stderr: '' })
  expect((await run('--list', '--id', ID)).stdout).toBe(`${ID}\tGET /api/protected/\t401\n`)
  expect((await run('--profiles')).stdout).toMatch(/^default +SimpleJWT defaults/)
  const { stdout } = await run('--environment', '--profile', 'rotate', '--dialect', '5.2')
  expect(stdout.split('\n')).toEqual(expect.arrayContaining(['SIMPLE_JWT_ROTATE_REFRESH_TOKENS=1', 'LATCHKEY_DIALECT=5.2']))
})
