import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { test } from './browser-test.ts'
import { heading, shown } from './pages.ts'

/** Bytes of JavaScript, compressed, that the sign-in page may take. */
const BUDGET = 150_000

test('the sign-in page takes little JavaScript, and nothing of what only others need', async ({ open }) => {
  await using service = await testApp()
  await using device = await open(service)
  const { page } = device
  const scripts = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname)) scripts.set(response.url(), response.body())
  })
  await page.goto('/app/sign-in', { waitUntil: 'networkidle' })
  await shown(heading(page, 'Sign in'))
  const sizes = await Promise.all([...scripts.values()].map(async (body) => gzipSync(await body, { level: 9 }).length))
  expect(sizes.length).toBeGreaterThan(2)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(BUDGET)
  const names = [...scripts.keys()].join(' ')
  for (const page of ['dashboard', 'statistics', 'users', 'audit-log', 'profile', 'notice-board']) expect(names).not.toContain(`/${page}-`)
})
