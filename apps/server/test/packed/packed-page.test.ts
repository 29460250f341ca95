import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { test } from '../browser/browser-test.ts'
import { button, shown } from '../browser/pages.ts'
import { CLIENT_PAGE, codeBlocks } from '../readme-text.ts'
import { type TestApp, testApp } from '../test-app.ts'
import { call, register } from '../typed-call.ts'
import { compile, execute, makeConsumer } from './consumer.ts'
import { servePages } from './page-server.ts'
import { pageFiles } from './pages.ts'

const [README_CODE = ''] = codeBlocks('tsx')

/** The code of docs/client.md, a file for each block. */
const DOCUMENTED = Object.fromEntries(codeBlocks('ts', CLIENT_PAGE).map((code, index) => [`documented-${index + 1}.ts`, code]))
const OWN_STORAGE = Object.keys(DOCUMENTED).find((name) => DOCUMENTED[name]?.includes('inFile')) ?? ''

/** What the README says to install, without versions. */
const INSTALLED = [...(codeBlocks('sh').find((block) => block.startsWith('pnpm add')) ?? '').matchAll(/ (@?[\w/-]+)(?:@[\d.]+)?/g)]
  .map(([, name = '']) => name)
  .filter((name) => name !== 'add' && !name.startsWith('@latchkey/'))

let folder: Awaited<ReturnType<typeof makeConsumer>>
let service: TestApp
let pages: Awaited<ReturnType<typeof servePages>>

beforeAll(async () => {
  const others = [...INSTALLED, 'axios', 'vite', '@types/node', '@types/react', '@types/react-dom']
  folder = await makeConsumer({ packages: ['contract', 'client'], others, files: { ...pageFiles(README_CODE), ...DOCUMENTED } })
  await execute('pnpm', ['exec', 'vite', 'build', '--logLevel', 'error'], { cwd: folder.path })
  service = await testApp()
  pages = await servePages(join(folder.path, 'dist'), service.base)
}, 240_000)

afterAll(async () => {
  await pages?.[Symbol.asyncDispose]()
  await service?.[Symbol.asyncDispose]()
  folder?.[Symbol.dispose]()
})

describe('a Vite and React project on the packed client', () => {
  test('compiles', async () => {
    expect(INSTALLED).toContain('react')
    await compile(folder.path, ['main.tsx', 'hooks.tsx', 'worker.ts'], ['--noEmit'])
  })

  test('compiles and runs the code of docs/client.md', async () => {
    expect(Object.keys(DOCUMENTED).length).toBeGreaterThan(3)
    await compile(folder.path, Object.keys(DOCUMENTED), ['--types', 'node'])
    const program = OWN_STORAGE.replace('.ts', '.js')
    const text = readFileSync(join(folder.path, program), 'utf8')
    writeFileSync(join(folder.path, program), text.replace('http://127.0.0.1:8000', service.base))
    const { stdout } = await execute(process.execPath, [program], { cwd: folder.path })
    expect(stdout).toBe('sign in first\n')
  })

  test('brings at most 8 kB of client and hooks to a page, besides their peers', async () => {
    const { stdout } = await execute(process.execPath, ['size.mjs'], { cwd: folder.path })
    expect(Number(stdout)).toBeGreaterThan(1_000)
    expect(Number(stdout)).toBeLessThanOrEqual(8_000)
  })

  test('the page of the README signs in, stays so after a reload, and signs out', async ({ open }) => {
    await register(service.base, 'carol')
    await using device = await open(pages, { failing: ['401 auth.login'] })
    const { page } = device
    await page.goto('/')
    await page.getByLabel('Username').fill('carol')
    await page.getByLabel('Password').fill('wrong horse battery')
    await button(page, 'Sign in').click()
    await shown(page.getByRole('alert'))
    await page.getByLabel('Password').fill('correct horse battery')
    await button(page, 'Sign in').click()
    await shown(page.getByText('Hey carol, You are seeing a GET response'))
    await page.reload()
    await shown(page.getByRole('heading', { name: 'carol' }))
    await button(page, 'Sign out').click()
    await shown(button(page, 'Sign in'))
  })

  test('bears StrictMode and suspense: nothing is asked twice', async ({ open }) => {
    await using device = await open(pages)
    const { page, calls } = device
    await page.goto('/hooks.html')
    await button(page, 'Register alice').click()
    await shown(page.getByText('alice reads: Hey alice, You are seeing a GET response'))
    calls.length = 0
    await page.reload()
    await shown(page.getByText('alice reads: Hey alice, You are seeing a GET response'))
    const asked = calls.flatMap((names) => names.split(',')).sort()
    // The session's own look at the account, and the page's.
    expect(asked).toEqual(['auth.me', 'auth.me', 'auth.refresh', 'dashboard.read'])
  })

  test('begins anew in a tab whose account another tab has changed', async ({ open }) => {
    await register(service.base, 'bob')
    expect((await call(service.base, 'auth.login', { input: { username: 'alice', password: 'correct horse battery' } })).status).toBe(200)
    await using device = await open(pages)
    const first = device.page
    await first.goto('/hooks.html')
    await button(first, 'Sign in alice').click()
    await button(first, 'Clicked 0').click()
    await shown(button(first, 'Clicked 1'))
    const second = await device.context.newPage()
    await second.goto('/hooks.html')
    await button(second, 'Sign out').click()
    await shown(button(first, 'Sign in bob'))
    await button(second, 'Sign in bob').click()
    await shown(first.getByText('bob reads: Hey bob, You are seeing a GET response'))
    await shown(button(first, 'Clicked 0'))
    expect(await first.locator('body').textContent()).not.toContain('alice')
  })

  test('runs the client in a worker', async ({ open }) => {
    await using device = await open(pages)
    await device.page.goto('/worker.html')
    await shown(device.page.getByText('worker reads: Hey worker, You are seeing a GET response signed-out'))
  })
})
