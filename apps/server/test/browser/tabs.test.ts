import type { Page, Route } from 'playwright-core'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { call } from '../typed-call.ts'
import { test } from './browser-test.ts'
import type { Device } from './device.ts'
import { button, field, heading, shown, signOut, signUp, waitForText } from './pages.ts'

/** Longer than an access token lives. */
const A_WHILE = 20 * 60_000

const renewalsIn = (calls: readonly string[]): number => calls.filter((name) => name === 'auth.refresh').length

async function openTab({ context }: Device): Promise<Page> {
  const page = await context.newPage()
  await page.goto('/app/')
  await shown(heading(page, 'Hello, alice'))
  await waitForText(page, 'You are seeing a GET response')
  return page
}

async function refreshCookie({ context }: Device): Promise<string> {
  const [cookie] = await context.cookies()
  return cookie?.value ?? ''
}

describe('the tabs of one browser', () => {
  test('renew once when the tokens of five of them end together, and all stay signed in', { timeout: 120_000 }, async ({ open }) => {
    let ahead = 0
    await using service = await testApp({ clock: () => new Date(Date.now() + ahead), env: { LATCHKEY_REFRESH_GRACE: '0' } })
    // A page that is looked at again reads again: then that call may be the first to be refused.
    await using device = await open(service, { failing: ['401 dashboard.post', '401 dashboard.read,home'] })
    await signUp(device.page)
    await waitForText(device.page, 'You are seeing a GET response')
    const pages = [device.page]
    while (pages.length < 5) pages.push(await openTab(device))
    ahead = A_WHILE
    device.calls.length = 0
    await Promise.all(
      pages.map(async (page) => {
        await field(page, 'Text').fill('still here')
        await button(page, 'Send').click()
      }),
    )
    for (const page of pages) await waitForText(page, 'Hey alice, your text is still here')
    // Had each tab renewed for itself, all but one had used a spent token, which ends the session where there is no grace.
    expect(renewalsIn(device.calls)).toBe(1)
    for (const page of pages) expect(await heading(page, 'Hello, alice').isVisible()).toBe(true)
  })

  test('keep the session when the reply to a renewal is lost', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service, { failing: ['ERR_CONNECTION_RESET auth.refresh'] })
    const { page } = device
    await signUp(page)
    const before = await refreshCookie(device)
    const lost: number[] = []
    await page.route('**/trpc/auth.refresh', async (route: Route) => {
      const { cookie = '', ...headers } = await route.request().allHeaders()
      const sent = { 'content-type': 'application/json', 'x-latchkey-session': headers['x-latchkey-session'] ?? '', cookie }
      lost.push((await fetch(route.request().url(), { method: 'POST', headers: sent, body: route.request().postData() ?? '' })).status)
      await route.abort('connectionreset')
    })
    await button(page, 'Renew now').click()
    await waitForText(page, 'The server did not answer as it should.')
    expect([...new Set(lost)]).toEqual([200])
    expect(await refreshCookie(device)).toBe(before)
    await page.unroute('**/trpc/auth.refresh')
    await button(page, 'Renew now').click()
    await waitForText(page, 'The session is renewed.')
    expect(await refreshCookie(device)).not.toBe(before)
    await page.reload()
    await shown(heading(page, 'Hello, alice'))
  })

  test('are all signed out when somebody else uses a token that was spent here', async ({ open }) => {
    await using service = await testApp({ env: { LATCHKEY_REFRESH_GRACE: '0' } })
    await using device = await open(service, { failing: ['401 dashboard.post'] })
    const { page } = device
    await signUp(page)
    const stolen = await refreshCookie(device)
    const other = await openTab(device)
    await button(page, 'Renew now').click()
    await waitForText(page, 'The session is renewed.')
    const thief = await call(service.base, 'auth.refresh', { input: { refresh: stolen } })
    expect(thief.error?.data).toMatchObject({ error: 'token_not_valid', reason: 'blacklisted' })
    await button(page, 'Send').click()
    await shown(heading(page, 'Sign in'))
    await shown(heading(other, 'Sign in'))
    expect(await other.locator('body').textContent()).not.toContain('alice')
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
