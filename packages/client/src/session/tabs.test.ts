import { expect, onTestFinished, test, vi } from 'vitest'
import { startTypedHost, type TypedHost } from '../../test/typed-host.ts'
import { createLatchkeyClient } from '../create-latchkey-client.ts'
import { cookieStorage } from '../storage/cookie-storage.ts'

const ALICE = { username: 'alice', password: 'right password' }

/** Opens tabs of one browser: they share a cookie jar, and nothing else but what the platform gives them. */
function openBrowser(host: TypedHost) {
  let cookie = ''
  const bodies: string[] = []
  const browserFetch = async (input: string | URL | Request, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (init.credentials === 'same-origin') headers.set('cookie', cookie)
    const response = await fetch(input, { ...init, headers })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    bodies.push(await response.clone().text())
    return response
  }
  const openTab = () => {
    const tab = createLatchkeyClient({ url: host.url, storage: cookieStorage(), fetch: browserFetch })
    onTestFinished(() => tab.session.close())
    return tab
  }
  return { openTab, bodies, cookie: () => cookie }
}

test('in cookie mode no reply holds the refresh token, and a new tab finds the session', async () => {
  await using host = await startTypedHost()
  const browser = openBrowser(host)
  await browser.openTab().session.login(ALICE)
  expect(browser.cookie()).toMatch(/^refresh=.+/)
  expect(browser.bodies.join()).not.toContain(browser.cookie().slice('refresh='.length))
  const restored = await browser.openTab().session.restore()
  expect(restored?.account.username).toBe('alice')
})

test('login, refresh and logout in one tab are seen in the other', async () => {
  await using host = await startTypedHost()
  const browser = openBrowser(host)
  const [one, two] = [browser.openTab().session, browser.openTab().session]
  await one.login(ALICE)
  await vi.waitFor(() => expect(two.current()?.account.username).toBe('alice'))
  await two.refresh()
  await vi.waitFor(() => expect(one.current()?.refreshes).toBe(1))
  await one.logout()
  await vi.waitFor(() => expect(two.status()).toBe('signed-out'))
})

test('tabs that refresh in the same moment take turns, and no refresh token is used twice', async () => {
  await using host = await startTypedHost()
  const browser = openBrowser(host)
  const tabs = [browser.openTab().session, browser.openTab().session, browser.openTab().session]
  await tabs[0]?.login(ALICE)
  await vi.waitFor(() => expect(tabs.map((tab) => tab.status())).toEqual(['signed-in', 'signed-in', 'signed-in']))
  const renewed = await Promise.all(tabs.map((tab) => tab.refresh()))
  expect(renewed.map((session) => session?.account.username)).toEqual(['alice', 'alice', 'alice'])
})

test('a tab follows when another one signs in as somebody else', async () => {
  await using host = await startTypedHost()
  const browser = openBrowser(host)
  const [one, two] = [browser.openTab(), browser.openTab()]
  await one.session.login(ALICE)
  await vi.waitFor(() => expect(two.session.current()).not.toBeNull())
  two.session.close()
  await one.session.login({ ...ALICE, username: 'bob' })
  // This tab has left the channel: it learns of it from the cookie.
  expect((await two.session.refresh())?.account.username).toBe('bob')
})

test('sessions that keep their own refresh token have nothing to do with each other', async () => {
  await using host = await startTypedHost()
  const [one, two] = [createLatchkeyClient({ url: host.url }).session, createLatchkeyClient({ url: host.url }).session]
  await one.login(ALICE)
  await two.login(ALICE)
  await one.logout()
  expect((await two.refresh())?.account.username).toBe('alice')
})
