import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { giveRights, SUPERUSER } from '../staff.ts'
import { testApp } from '../test-app.ts'
import { CREDENTIALS, register } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { accountMenu, heading, shown, waitForText } from './pages.ts'

/** What the focus is on, as a screen reader would call it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null
    return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? ''
  })

/** The heading that the focus is on; empty for anything else, a link of the same name above all. */
const focusedHeading = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement?.tagName === 'H1' ? (document.activeElement.textContent ?? '') : ''))

/** Whether the focused element looks different from how it looks without the focus. */
async function isFocusVisible(page: Page): Promise<boolean> {
  const element = await page
    .locator(':focus')
    .elementHandle({ timeout: 1_000 })
    .catch(() => null)
  const box = await element?.boundingBox()
  if (!element || !box) return false
  const margin = 8
  const [x, y] = [Math.max(0, box.x - margin), Math.max(0, box.y - margin)]
  const look = () => page.screenshot({ clip: { x, y, width: box.width + 2 * margin, height: box.height + 2 * margin } })
  const withFocus = await look()
  await element.evaluate((it) => it instanceof HTMLElement && it.blur())
  const without = await look()
  await element.focus()
  return !withFocus.equals(without)
}

/** The stops of a page that were looked at already: frame and navigation are the same everywhere. */
const seen = new WeakMap<Page, Set<string>>()

/** Presses Tab until the focus is on `name`; every stop on the way must show that it has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const stops: string[] = []
  const known = seen.get(page) ?? new Set()
  seen.set(page, known)
  while (stops.length < 20) {
    await page.keyboard.press('Tab')
    const stop = await focused(page)
    stops.push(stop)
    if (!known.has(stop)) expect(await isFocusVisible(page), `the focus shows on ${stop}`).toBe(true)
    known.add(stop)
    if (stop.startsWith(name)) return
  }
  throw new Error(`Tab does not reach ${name}: ${stops.join(', ')}`)
}

async function signInByKeyboard(page: Page): Promise<void> {
  await page.goto('/app/')
  await shown(heading(page, 'Sign in'))
  await expect.poll(() => focused(page)).toBe('Username')
  await page.keyboard.type(CREDENTIALS.username)
  await tabTo(page, 'Password')
  await page.keyboard.type(CREDENTIALS.password)
  await page.keyboard.press('Enter')
  await shown(heading(page, 'Hello, alice'))
}

describe('the keyboard alone', () => {
  test.for(['light', 'dark'] as const)(
    'signs in, reaches every page and signs out, and shows where it is (%s)',
    async (colorScheme, { open }) => {
      await using service = await testApp()
      await register(service.base)
      await using device = await open(service, { colorScheme })
      const { page } = device
      await signInByKeyboard(page)
      await expect.poll(() => focusedHeading(page)).toBe('Hello, alice')
      for (const name of ['Profile', 'Password', 'Sessions', 'Overview']) {
        await page.reload()
        await shown(page.getByRole('link', { name }))
        await tabTo(page, name)
        await page.keyboard.press('Enter')
        await expect.poll(() => focusedHeading(page)).toBe(name === 'Overview' ? 'Hello, alice' : name)
      }
      await tabTo(page, 'Text')
      await page.keyboard.type('typed')
      await page.keyboard.press('Enter')
      await waitForText(page, 'Hey alice, your text is typed')
      await page.reload()
      await shown(heading(page, 'Hello, alice'))
      await tabTo(page, 'Account menu')
      await page.keyboard.press('Enter')
      await expect.poll(() => focused(page)).toBe('Your profile')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect.poll(() => focused(page)).toBe('Username')
    },
  )

  test('takes staff through their pages, and makes an account', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await giveRights(service, CREDENTIALS.username, SUPERUSER)
    await using device = await open(service)
    const { page } = device
    await signInByKeyboard(page)
    for (const [name, title] of [
      ['Admin', 'Statistics'],
      ['Audit log', 'Audit log'],
      ['Users', 'Users'],
      ['Create user', 'Create user'],
    ] as const) {
      await page.reload()
      await shown(page.getByRole('link', { name }))
      await tabTo(page, name)
      await page.keyboard.press('Enter')
      await expect.poll(() => focusedHeading(page)).toBe(title)
    }
    await tabTo(page, 'Username')
    await page.keyboard.type('bob')
    await tabTo(page, 'Password')
    await page.keyboard.type('correct horse battery')
    await tabTo(page, 'Staff')
    await page.keyboard.press('Space')
    await tabTo(page, 'Create user')
    await page.keyboard.press('Enter')
    await expect.poll(() => focusedHeading(page)).toBe('bob')
    expect(await page.getByRole('checkbox', { name: 'Staff' }).isChecked()).toBe(true)
    await tabTo(page, 'Deactivate')
    await page.keyboard.press('Enter')
    await shown(page.getByRole('button', { name: 'Activate' }))
  })

  test('takes the focus to the next page even when it is asked for before the first one has come', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using device = await open(service)
    const { page } = device
    await signInByKeyboard(page)
    await page.route('**/assets/dashboard-*.js', async (route) => {
      await setTimeout(2_000)
      await route.continue().catch(() => undefined)
    })
    await page.reload()
    await shown(page.getByRole('link', { name: 'Profile' }))
    await tabTo(page, 'Profile')
    expect(await heading(page, 'Hello, alice').count()).toBe(0)
    await page.keyboard.press('Enter')
    await expect.poll(() => focusedHeading(page)).toBe('Profile')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  test('leaves the account menu by Escape, back to its button', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using device = await open(service)
    const { page } = device
    await signInByKeyboard(page)
    await accountMenu(page).press('Enter')
    await expect.poll(() => focused(page)).toBe('Your profile')
    await page.keyboard.press('Escape')
    await expect.poll(() => focused(page)).toBe('Account menu: A')
    expect(await page.getByRole('menu').count()).toBe(0)
  })

  test('skips the navigation by the first link', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using device = await open(service)
    const { page } = device
    await signInByKeyboard(page)
    await page.reload()
    await shown(heading(page, 'Hello, alice'))
    await tabTo(page, 'Skip to content')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('main').evaluate((main) => main === document.activeElement)).toBe(true)
    await tabTo(page, 'Text')
    expect(await heading(page, 'Hello, alice').isVisible()).toBe(true)
  })
})
