import { test as base } from 'vitest'
import { startChromium } from './chromium.ts'
import { type Device, type DeviceOptions, openDevice } from './device.ts'

/** A test with a real browser, which all tests of a file share; each opens devices of its own in it. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of the fixtures that are needed from this pattern.
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const running = await startChromium()
    onCleanup(() => running[Symbol.asyncDispose]())
    return running.browser
  })
  .extend(
    'open',
    ({ browser }) =>
      ({ base }: { base: string }, options?: DeviceOptions): Promise<Device> =>
        openDevice(browser, base, options),
  )
