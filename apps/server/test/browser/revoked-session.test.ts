import { setTimeout } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { CREDENTIALS, call } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { button, heading, shown, signUp } from './pages.ts'

/** Ends every session but the caller's own, from outside of the browser. */
async function endOtherSessions(base: string): Promise<void> {
  const { data } = await call(base, 'auth.login', { input: CREDENTIALS })
  const headers = { authorization: `Bearer ${data?.['access']}` }
  const { text } = await call(base, 'sessions.list', { method: 'GET', headers })
  const reply: { result: { data: { id: string; current: boolean }[] } } = JSON.parse(text)
  const others = reply.result.data.filter(({ current }) => !current)
  expect(others).toHaveLength(1)
  for (const { id } of others) await call(base, 'sessions.revoke', { input: { id }, headers })
}

describe('a session that was revoked on the server', () => {
  test('ends in the page at its next call, without a storm of requests', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service, { failing: ['401 dashboard.post'] })
    const { page, calls } = device
    await signUp(page)
    await endOtherSessions(service.base)
    calls.length = 0
    await button(page, 'Send').click()
    await shown(heading(page, 'Sign in'))
    await setTimeout(1_000)
    // Refused, asked for another token, refused again: that is all.
    expect(calls).toEqual(['dashboard.post', 'auth.refresh'])
    await page.reload()
    await shown(heading(page, 'Sign in'))
  })

  test('ends in a page that only waits, when its token is due', async ({ open }) => {
    await using service = await testApp({ env: { SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '2' } })
    await using device = await open(service)
    const { page, calls } = device
    await signUp(page)
    await endOtherSessions(service.base)
    calls.length = 0
    await shown(heading(page, 'Sign in'))
    await setTimeout(1_000)
    expect(calls).toEqual(['auth.refresh'])
  })
})
