import { setTimeout } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { test } from './browser-test.ts'
import { button, field, heading, shown, signOut, signUp, waitForText } from './pages.ts'

describe('two tabs of one browser', () => {
  test('stay signed in when their tokens end together', async ({ open }) => {
    await using service = await testApp({ env: { SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '2', LATCHKEY_REFRESH_GRACE: '0' } })
    await using device = await open(service, { failing: ['401 dashboard.post'] })
    const first = device.page
    await signUp(first)
    const second = await device.context.newPage()
    await second.goto('/app/')
    await shown(heading(second, 'Hello, alice'))
    await setTimeout(3_600)
    for (const page of [first, second]) {
      await field(page, 'Text').fill('both here')
      await button(page, 'Send').click()
      await waitForText(page, 'Hey alice, your text is both here')
    }
    // Had each tab renewed for itself, it would be twice as many; without a grace period, a token used twice had ended the session.
    const renewals = device.calls.filter((call) => call === 'auth.refresh').length
    expect(renewals).toBeGreaterThanOrEqual(3)
    expect(renewals).toBeLessThanOrEqual(7)
  })

  test('stay signed in where the browser has no locks to take turns with', async ({ open }) => {
    await using service = await testApp({ env: { SIMPLE_JWT_ACCESS_TOKEN_LIFETIME: '3' } })
    await using device = await open(service, { failing: ['401 dashboard.post'] })
    await device.context.addInitScript("Reflect.deleteProperty(Navigator.prototype, 'locks')")
    const first = device.page
    await signUp(first)
    expect(await first.evaluate(() => 'locks' in navigator)).toBe(false)
    const second = await device.context.newPage()
    await second.goto('/app/')
    await shown(heading(second, 'Hello, alice'))
    const renewals = () => device.calls.filter((call) => call === 'auth.refresh').length
    const before = renewals()
    await expect.poll(renewals, { timeout: 30_000 }).toBeGreaterThan(before + 2)
    for (const page of [first, second]) {
      await field(page, 'Text').fill('both here')
      await button(page, 'Send').click()
      await waitForText(page, 'Hey alice, your text is both here')
    }
  })

  test('sign out together, and sign in together', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const first = device.page
    await signUp(first)
    const second = await device.context.newPage()
    await second.goto('/app/profile')
    await shown(heading(second, 'Profile'))
    await signOut(first)
    await shown(heading(second, 'Sign in'))
    expect(await second.locator('body').textContent()).not.toContain('alice')
    await field(first, 'Username').fill('alice')
    await field(first, 'Password').fill('correct horse battery')
    await button(first, 'Sign in').click()
    await shown(heading(second, 'Profile'))
  })
})
