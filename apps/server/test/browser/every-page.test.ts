import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { obstacles } from './accessibility.ts'
import { test } from './browser-test.ts'
import { makeBusy } from './busy-service.ts'
import { everyPage } from './every-page.ts'

const BACKGROUNDS = { light: /^rgb\(2/, dark: /^rgb\([1-3]?\d,/ }
const SCREENSHOTS = join(import.meta.dirname, '../../../../screenshots')

/** How many pixels the page is wider than the window. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const background = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 360, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
] as const

/** Each look in turn, in place: what a page shows must not depend on how it came to look like that. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const { width, colorScheme } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 800 })
    await expect.poll(() => background(page), { message: `${name} in ${colorScheme}` }).toMatch(BACKGROUNDS[colorScheme])
    await page.screenshot({ path: join(SCREENSHOTS, `${name}-${colorScheme}-${width}.png`), fullPage: true })
    expect(await overflow(page), `${name} at ${width}`).toBe(0)
    // Roles and names do not change with the width, nor with the colours.
    if (width === 1280)
      expect(await obstacles(page, colorScheme === 'dark' ? ['color-contrast'] : null), `${name} in ${colorScheme}`).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

describe('every page', () => {
  test('fits, keeps to the colours, and is open to assistive technology', { timeout: 300_000 }, async ({ open }) => {
    await using service = await testApp()
    await makeBusy(service)
    await using device = await open(service)
    mkdirSync(SCREENSHOTS, { recursive: true })
    await everyPage(service, device, (name) => lookAt(device.page, name))
  })

  test('has room for the longest name in a narrow window', { timeout: 300_000 }, async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service, { viewport: { width: 360, height: 800 } })
    await everyPage(service, device, async (name) => expect(await overflow(device.page), name).toBe(0), 'm'.repeat(150))
  })
})
