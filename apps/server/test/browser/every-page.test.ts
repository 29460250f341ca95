import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { test } from './browser-test.ts'
import { everyPage } from './every-page.ts'

const SCREENSHOTS = join(import.meta.dirname, '../../../../screenshots')

/** How many pixels the page is wider than the window. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const background = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

/** What stands in the way of assistive technology, where it is serious. */
async function obstacles(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze()
  expect(passes.map(({ id }) => id)).toContain('color-contrast')
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join(', ')}`)
}

describe.for([
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
] as const)('in a window $width pixels wide, in $colorScheme colours', ({ width, colorScheme }) => {
  test('every page fits, keeps to the colours, and is open to assistive technology', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service, { colorScheme, viewport: { width, height: 800 } })
    const { page } = device
    mkdirSync(SCREENSHOTS, { recursive: true })
    await everyPage(device, async (name) => {
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${colorScheme}-${width}.png`), fullPage: true })
      expect(await overflow(page), name).toBe(0)
      expect(await background(page), name).toMatch(colorScheme === 'light' ? /^rgb\(2/ : /^rgb\([1-3]?\d,/)
      // Roles, names and colours do not change with the width.
      if (width === 1280) expect(await obstacles(page), name).toEqual([])
    })
  })
})

describe('in a narrow window', () => {
  test('the longest name fits on every page', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service, { viewport: { width: 360, height: 800 } })
    await everyPage(device, async (name) => expect(await overflow(device.page), name).toBe(0), 'm'.repeat(150))
  })
})
