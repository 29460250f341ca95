import type { Page, Response } from 'playwright-core'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { test } from './browser-test.ts'
import { button, sendSignIn, shown, signOut, signUp, waitForText } from './pages.ts'

/** Everything that a script of the page can read back later. */
const readableByScripts = (page: Page) =>
  page.evaluate(async () => ({
    cookie: document.cookie,
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }))

/** The types of the tokens in a reply, by their own claim. */
const tokenTypes = (text: string): unknown[] =>
  [...text.matchAll(/eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]+/g)].map(([, payload = '']) => {
    const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return claims['token_type']
  })

describe('the refresh token of a browser', () => {
  test('is in a cookie of this host alone that no script can read', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page, context } = device
    await signUp(page)
    expect(await context.cookies()).toEqual([
      expect.objectContaining({
        name: '__Host-latchkey-refresh',
        domain: '127.0.0.1',
        path: '/',
        httpOnly: true,
        secure: true,
        sameSite: 'Strict',
      }),
    ])
    expect(await readableByScripts(page)).toEqual({ cookie: '', local: [], session: [], databases: [], caches: [] })
  })

  test('is in no reply that a page reads', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page } = device
    const replies: Response[] = []
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/trpc/')) replies.push(response)
    })
    await signUp(page)
    await button(page, 'Renew now').click()
    await waitForText(page, 'The session is renewed.')
    await signOut(page)
    await sendSignIn(page)
    await shown(page.getByText('Hey alice, You are seeing a GET response'))
    const types = await Promise.all(replies.map(async (reply) => tokenTypes(await reply.text())))
    // Registration, renewal and login.
    expect(types.flat()).toEqual(['access', 'access', 'access'])
  })
})
