import { globSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { codeBlocks } from '../readme-text.ts'
import { compile, execute, makeConsumer } from './consumer.ts'

const CONTRACT_CONSUMER = `
import { AUTH_ERRORS, type AuthErrorCode, Credentials, REST_ROUTES } from '@latchkey/contract'
import type { AppRouter } from '@latchkey/contract/router'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

type Input = inferRouterInputs<AppRouter>
type Output = inferRouterOutputs<AppRouter>
const input: Input['auth']['login'] = Credentials.parse({ username: 'a', password: 'b' })
export const name = (me: Output['auth']['me']): string => me.username
export const statusOf = (code: AuthErrorCode): number => AUTH_ERRORS[code].status
// @ts-expect-error a session has no such field
export const wrong = (session: Output['sessions']['list'][number]): string => session.refreshToken

type IsAny<T> = 0 extends 1 & T ? true : false
type IsLoose<T> = IsAny<T> extends true ? true : unknown extends T ? true : false
type Loose<T> = { [Group in keyof T]: { [Name in keyof T[Group]]: IsLoose<T[Group][Name]> extends true ? [Group, Name] : never }[keyof T[Group]] }[keyof T]
// Fails to compile if a procedure answers with, or takes, what has no type of its own.
const looseOutputs: [Loose<Output>] extends [never] ? true : Loose<Output> = true
console.log(statusOf('no_active_account'), input.username, looseOutputs, 'POST /api/token/' in REST_ROUTES)
`

const TOKENS_CONSUMER = `
${codeBlocks('ts').find((block) => block.includes('@latchkey/tokens')) ?? ''}
import { generateKeyPairSync } from 'node:crypto'
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
console.log(loadKeys({ algorithm: 'ES256', verifyingKey: String(publicKey.export({ type: 'spki', format: 'pem' })) }).algorithm)
try {
  userOf('Bearer x.y.z')
} catch (error) {
  console.log(String(error))
}
`

describe('from an empty project outside the workspace', { timeout: 180_000 }, () => {
  test('the packed contract compiles and runs, and brings no server file', async () => {
    using folder = await makeConsumer({ packages: ['contract'], others: ['@trpc/server'], files: { 'consumer.ts': CONTRACT_CONSUMER } })
    await compile(folder.path, ['consumer.ts'])
    const { stdout } = await execute(process.execPath, ['consumer.js'], { cwd: folder.path })
    expect(stdout).toBe('401 a true true\n')
    const brought = globSync('node_modules/@latchkey/contract/**/*.ts', { cwd: folder.path })
    expect(brought.length).toBeGreaterThan(10)
    expect(brought.filter((file) => !file.endsWith('.d.ts'))).toEqual([])
  })

  test('the code of the README for another service runs on the packed tokens', async () => {
    const others = ['@types/node', '@types/jsonwebtoken']
    using folder = await makeConsumer({ packages: ['python', 'tokens'], others, files: { 'service.ts': TOKENS_CONSUMER } })
    await compile(folder.path, ['service.ts'])
    const env = { ...process.env, SIMPLE_JWT_SIGNING_KEY: 'a key of another service, long enough' }
    const { stdout } = await execute(process.execPath, ['service.js'], { cwd: folder.path, env })
    expect(stdout).toMatch(/^ES256\nTokenError/)
  })
})
