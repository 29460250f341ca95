import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from 'vitest'
import { startChromium } from './chromium.ts'
import { type Device, type DeviceOptions, openDevice } from './device.ts'

const PAGES = join(import.meta.dirname, '../../../web/dist/index.html')

/**
 * A test with a real browser, which all tests share; each opens devices of its own in it. It fails if a page ran into trouble
 * unseen.
 */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of the fixtures that are needed from this pattern.
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    if (!existsSync(PAGES)) throw new Error('The pages are not built: run `pnpm run build` first.')
    const running = await startChromium()
    onCleanup(() => running[Symbol.asyncDispose]())
    return running.browser
  })
  .extend('open', async ({ browser }, { onCleanup }) => {
    const devices: Device[] = []
    onCleanup(() => expect(devices.flatMap(({ troubles }) => troubles)).toEqual([]))
    return async ({ base }: { base: string }, options?: DeviceOptions): Promise<Device> => {
      const device = await openDevice(browser, base, options)
      devices.push(device)
      return device
    }
  })
