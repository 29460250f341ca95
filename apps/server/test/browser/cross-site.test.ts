import { COOKIE_MODE_HEADER, COOKIE_MODE_VALUE } from '@latchkey/contract'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { test } from './browser-test.ts'
import { otherSite } from './other-site.ts'
import { heading, shown, signUp } from './pages.ts'

/** How the browser tells that it kept a reply from a script, or got an error for one. */
const BLOCKED = /blocked by CORS policy|net::ERR_FAILED|^ERR_FAILED |NotSameOrigin|status of 4\d\d|^4\d\d auth.refresh$/

/** What a script of the open page learns when it calls the service with its visitor's cookies. */
const callFromPage = (page: Page, url: string, init: { headers: Record<string, string> } | { mode: 'no-cors' }): Promise<string> =>
  page.evaluate(
    async ([target, options]) => {
      try {
        const reply = await fetch(target, { method: 'POST', credentials: 'include', body: '{}', ...options })
        return reply.type === 'opaque' ? 'opaque' : await reply.text()
      } catch {
        return 'blocked'
      }
    },
    [url, init] as const,
  )

/** Sends a form as the open page of another site could, and shows what comes back. */
async function submitForm(page: Page, { action, encoding, name }: { action: string; encoding: string; name: string }): Promise<string> {
  await page.evaluate(
    (form) => {
      const element = Object.assign(document.createElement('form'), { method: 'post', action: form.action, enctype: form.encoding })
      element.append(Object.assign(document.createElement('input'), { name: form.name, value: '' }))
      document.body.append(element)
      element.submit()
    },
    { action, encoding, name },
  )
  await page.waitForURL(action)
  return page.content()
}

/** The session is as it was: the cookie did not change, and still opens the pages. */
async function expectUnchanged(context: BrowserContext, page: Page, cookies: unknown): Promise<void> {
  expect(await context.cookies()).toEqual(cookies)
  await page.reload()
  await shown(heading(page, 'Hello, alice'))
}

// The first is another site; the second is another origin of the same site, to which a browser sends even strict cookies.
describe.for(['localhost', '127.0.0.1'])('a page of %s, on another port', (host) => {
  test('learns nothing from calls with the cookie of its visitor', async ({ open }) => {
    await using service = await testApp()
    await using elsewhere = await otherSite()
    await using device = await open(service)
    const { context, page, troubles } = device
    await signUp(page)
    const before = await context.cookies()
    const foreign = await context.newPage()
    await foreign.goto(`http://${host}:${elsewhere.port}/`)
    for (const path of ['/trpc/auth.refresh', '/token/refresh/', '/api/token/refresh/']) {
      const url = service.base + path
      const headers = { 'content-type': 'application/json', [COOKIE_MODE_HEADER]: COOKIE_MODE_VALUE }
      expect(await callFromPage(foreign, url, { headers })).toBe('blocked')
      expect(await callFromPage(foreign, url, { headers: { 'content-type': 'text/plain' } })).toBe('blocked')
      expect(await callFromPage(foreign, url, { mode: 'no-cors' })).toMatch(/^(?:blocked|opaque)$/)
    }
    expect(troubles.splice(0).filter((trouble) => !BLOCKED.test(trouble))).toEqual([])
    await expectUnchanged(context, page, before)
  })

  test('gets no token for a form, however it is encoded', async ({ open }) => {
    await using service = await testApp()
    await using elsewhere = await otherSite()
    await using device = await open(service, { failing: ['415 auth.refresh', '415 auth.logout'] })
    const { context, page } = device
    await signUp(page)
    const before = await context.cookies()
    const foreign = await context.newPage()
    for (const encoding of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
      const name = encoding === 'text/plain' ? '{"refresh":"' : 'refresh'
      for (const path of ['/trpc/auth.refresh', '/trpc/auth.logout']) {
        await foreign.goto(`http://${host}:${elsewhere.port}/`)
        expect(await submitForm(foreign, { action: service.base + path, encoding, name })).not.toContain('eyJ')
      }
    }
    await expectUnchanged(context, page, before)
  })

  test('cannot show these pages in a frame', async ({ open }) => {
    await using service = await testApp()
    await using elsewhere = await otherSite()
    await using device = await open(service)
    const { context, page, troubles } = device
    await signUp(page)
    const foreign = await context.newPage()
    await foreign.goto(`http://${host}:${elsewhere.port}/`)
    await foreign.evaluate((src) => document.body.append(Object.assign(document.createElement('iframe'), { src })), `${service.base}/app/`)
    await expect.poll(() => troubles.splice(0).join('\n')).toContain("frame-ancestors 'none'")
    expect(await foreign.frames().at(-1)?.getByRole('heading').count()).toBe(0)
  })
})
