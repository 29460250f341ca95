import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { CREDENTIALS, call, register } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { button, field, goTo, signIn, signUp, waitForText } from './pages.ts'

const LIFETIME = 2
const SHORT = { env: { SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: String(LIFETIME) } }
const refreshesIn = (calls: readonly string[]): number => calls.filter((call) => call === 'auth.refresh').length

/** As on a machine that was asleep, no timer renews the token before it ends. */
const loseLongTimers = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const plan = window.setTimeout
    const lost = (run: TimerHandler, wait = 0, ...values: unknown[]): number => plan(run, wait > 1_000 ? 2 ** 31 - 1 : wait, ...values)
    Object.assign(window, { setTimeout: lost })
  })

describe('an access token that ends', () => {
  test('is renewed before anybody notices', async ({ open }) => {
    await using service = await testApp(SHORT)
    // Times in tokens are whole seconds: so short a life may be over before the page can know, and the call is then made twice.
    await using device = await open(service, { failing: ['401 dashboard.post'] })
    const { page, calls } = device
    await signUp(page)
    await expect.poll(() => page.locator('body').textContent(), { timeout: 8_000 }).toContain('Renewed2 times')
    await field(page, 'Text').fill('still here')
    await button(page, 'Send').click()
    await waitForText(page, 'Hey alice, your text is still here')
    expect(refreshesIn(calls)).toBeGreaterThanOrEqual(2)
  })

  test('costs one renewal, however many calls find out together', async ({ open }) => {
    await using service = await testApp(SHORT)
    await register(service.base)
    await Promise.all(Array.from({ length: 11 }, () => call(service.base, 'auth.login', { input: CREDENTIALS })))
    // With that of the registration, twelve sessions to end: more than one request takes.
    const batches = [Array(10).fill('sessions.revoke').join(','), 'sessions.revoke,sessions.revoke']
    // A slow machine may need longer for its first calls than the token lives.
    await using device = await open(service, { failing: [...batches, 'dashboard.read,home', 'sessions.list'].map((call) => `401 ${call}`) })
    const { page, calls } = device
    await loseLongTimers(page)
    await signIn(page)
    await goTo(page, 'Sessions')
    const ends = page.getByRole('button', { name: /^End session/ })
    await expect.poll(() => ends.count()).toBe(12)
    await setTimeout(LIFETIME * 1_000 + 100)
    calls.length = 0
    await ends.evaluateAll((buttons) => {
      for (const it of buttons) if (it instanceof HTMLElement) it.click()
    })
    await waitForText(page, 'The session has ended.')
    // Two refused requests, one renewal, the same two again.
    expect(calls.slice(0, 2).toSorted()).toEqual(batches.toSorted())
    expect(calls[2]).toBe('auth.refresh')
    expect(refreshesIn(calls)).toBe(1)
    await waitForText(page, 'You are signed in nowhere else.')
  })
})
