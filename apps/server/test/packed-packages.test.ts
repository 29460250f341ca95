import { execFile } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { codeBlocks } from './readme-text.ts'
import { temporaryFolder } from './server-process.ts'

const execute = promisify(execFile)
const PACKAGES = join(import.meta.dirname, '../../../packages')
const WORKSPACE = readFileSync(join(PACKAGES, '../pnpm-workspace.yaml'), 'utf8')

/** The version that the workspace itself uses, so that nothing has to be fetched that is not there already. */
const versionOf = (name: string): string => new RegExp(`^ {2}"?${name}"?: (\\S+)$`, 'm').exec(WORKSPACE)?.[1] ?? ''

/** An empty project outside the workspace, with packed packages of ours and what their documentation says to install beside them. */
async function consumer(packages: readonly string[], others: readonly string[], files: Record<string, string>) {
  const folder = temporaryFolder()
  const tarball = (name: string): string => `file:${join(folder.path, `latchkey-${name}-0.1.0.tgz`)}`
  for (const name of packages) await execute('pnpm', ['pack', '--pack-destination', folder.path], { cwd: join(PACKAGES, name) })
  const own = Object.fromEntries(packages.map((name) => [`@latchkey/${name}`, tarball(name)]))
  const dependencies = { ...own, ...Object.fromEntries(['typescript', ...others].map((name) => [name, versionOf(name)])) }
  writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module', dependencies }))
  // Packages of ours that depend on each other are not in a registry yet.
  writeFileSync(join(folder.path, 'pnpm-workspace.yaml'), `packages: []\noverrides: ${JSON.stringify(own)}\n`)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text)
  await execute('pnpm', ['install', '--prefer-offline'], { cwd: folder.path })
  const options = ['--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024', '--jsx', 'react-jsx']
  await execute('pnpm', ['exec', 'tsc', ...options, ...Object.keys(files)], { cwd: folder.path })
  return folder
}

const CONTRACT_CONSUMER = `
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

const TOKENS_CONSUMER = `
${codeBlocks('ts').find((block) => block.includes('@latchkey/tokens')) ?? ''}
try {
  userOf('Bearer x.y.z')
} catch (error) {
  console.log(String(error))
}
`

describe('from an empty project outside the workspace', { timeout: 120_000 }, () => {
  test('the packed contract compiles and runs, and brings no server file', async () => {
    using folder = await consumer(['contract'], ['@trpc/server'], { 'consumer.ts': CONTRACT_CONSUMER })
    const { stdout } = await execute(process.execPath, ['consumer.js'], { cwd: folder.path })
    expect(stdout).toBe('401 a\n')
    const brought = globSync('node_modules/@latchkey/contract/**/*.ts', { cwd: folder.path })
    expect(brought.length).toBeGreaterThan(10)
    expect(brought.filter((file) => !file.endsWith('.d.ts'))).toEqual([])
  })

  test('the React code of the README compiles against the packed client', async () => {
    const [code = ''] = codeBlocks('tsx')
    const installed = codeBlocks('sh').find((block) => block.startsWith('pnpm add')) ?? ''
    const named = [...installed.matchAll(/ (@?[\w/-]+)(?:@[\d.]+)?/g)].map(([, name = '']) => name)
    const others = named.filter((name) => name !== 'add' && !name.startsWith('@latchkey/'))
    expect(others).toContain('react')
    using folder = await consumer(['contract', 'client'], [...others, '@types/react', '@types/react-dom'], { 'main.tsx': code })
    expect(globSync('main.js', { cwd: folder.path })).toEqual(['main.js'])
  })

  test('the code of the README for another service runs on the packed tokens', async () => {
    using folder = await consumer(['python', 'tokens'], ['@types/node', '@types/jsonwebtoken'], { 'service.ts': TOKENS_CONSUMER })
    const env = { ...process.env, SIMPLE_JWT_SIGNING_KEY: 'a key of another service, long enough' }
    const { stdout } = await execute(process.execPath, ['service.js'], { cwd: folder.path, env })
    expect(stdout).toMatch(/^TokenError/)
  })
})
