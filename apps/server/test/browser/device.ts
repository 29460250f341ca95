import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { watchConsole } from './console-watch.ts'

/** A browser profile of its own: its cookies, its tabs. */
export interface Device extends AsyncDisposable {
  readonly context: BrowserContext
  /** The first tab. Addresses in it may leave out the server: `/app/`. */
  readonly page: Page
  /** The calls of the typed face that were sent, in order: `auth.refresh`, `dashboard.read,home`. */
  readonly calls: string[]
  /** What went wrong without showing, and makes the test fail in the end; a test that provokes it empties the list. */
  readonly troubles: string[]
}

export interface DeviceOptions extends BrowserContextOptions {
  /** Calls that the test makes fail, as `400 auth.register` or `ERR_CONNECTION_REFUSED home`. */
  failing?: readonly string[]
}

/** A page that nobody is signed in to asks whether somebody is; the server's no is in the browser's console. */
const NOBODY_HERE = '401 auth.refresh'

/** Milliseconds. Far more than anything takes here, and less than the time limit of a test. */
const PATIENCE = 10_000

/** Opens a device for the server at `base`. */
export async function openDevice(browser: Browser, base: string, { failing = [], ...options }: DeviceOptions = {}): Promise<Device> {
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(PATIENCE)
  const troubles = watchConsole(context, [NOBODY_HERE, ...failing])
  const calls: string[] = []
  context.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/trpc/')) calls.push(pathname.slice('/trpc/'.length))
  })
  return {
    context,
    page: await context.newPage(),
    calls,
    troubles,
    [Symbol.asyncDispose]: () => context.close(),
  }
}
