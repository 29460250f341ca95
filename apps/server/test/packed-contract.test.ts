import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from './server-process.ts'

const execute = promisify(execFile)
const CONTRACT = join(import.meta.dirname, '../../../packages/contract')

const CONSUMER = `
import { AUTH_ERRORS, type AuthErrorCode, Credentials } from '@latchkey/contract'
import type { AppRouter } from '@latchkey/contract/router'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

type Output = inferRouterOutputs<AppRouter>
const input: inferRouterInputs<AppRouter>['auth']['login'] = Credentials.parse({ username: 'a', password: 'b' })
export const name = (me: Output['auth']['me']): string => me.username
export const statusOf = (code: AuthErrorCode): number => AUTH_ERRORS[code].status
// @ts-expect-error a session has no such field
export const wrong = (session: Output['sessions']['list'][number]): string => session.refreshToken
console.log(statusOf('no_active_account'), input.username)
`

test('another app compiles and runs against the packed contract, from an empty project outside the workspace', async () => {
  using folder = temporaryFolder()
  const inFolder = { cwd: folder.path, env: { ...process.env, npm_config_userconfig: undefined } }
  await execute('pnpm', ['pack', '--pack-destination', folder.path], { cwd: CONTRACT })
  writeFileSync(
    join(folder.path, 'package.json'),
    JSON.stringify({
      name: 'consumer',
      private: true,
      type: 'module',
      dependencies: { '@latchkey/contract': 'file:latchkey-contract-0.1.0.tgz', typescript: '7.0.2', '@trpc/server': '11.19.0' },
    }),
  )
  writeFileSync(join(folder.path, 'consumer.ts'), CONSUMER)
  await execute('pnpm', ['install', '--prefer-offline', '--ignore-workspace'], inFolder)
  const compile = ['exec', 'tsc', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024', 'consumer.ts']
  await execute('pnpm', compile, inFolder)
  const { stdout } = await execute(process.execPath, ['consumer.js'], inFolder)
  expect(stdout).toBe('401 a\n')
  const { stdout: files } = await execute(
    'find',
    ['node_modules/@latchkey/contract/', '-name', '*.ts', '-not', '-name', '*.d.ts'],
    inFolder,
  )
  expect(files).toBe('')
}, 120_000)
