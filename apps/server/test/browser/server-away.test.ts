import { describe, expect } from 'vitest'
import { startServer, temporaryFolder } from '../server-process.ts'
import { test } from './browser-test.ts'
import { button, field, heading, shown, signUp, waitForText } from './pages.ts'

const REFUSED = 'ERR_CONNECTION_REFUSED'
/** What a request meets whose connection the server is just closing. */
const RESET = 'ERR_CONNECTION_RESET'
/** What the page may ask for while nobody answers: what is sent, a renewal, and what it shows, alone or together. */
const ASKED = ['dashboard.post', 'auth.refresh', 'auth.me', 'dashboard.read', 'home', 'dashboard.read,home', 'home,dashboard.read']

describe('while the server is away', () => {
  test('the page says so, stays signed in, and goes on when the server is back', async ({ open }) => {
    using folder = temporaryFolder()
    const before = await startServer(folder.path)
    await using device = await open(before, { failing: [REFUSED, RESET].flatMap((error) => ASKED.map((call) => `${error} ${call}`)) })
    const { page } = device
    await signUp(page)
    await waitForText(page, 'You are seeing a GET response')
    await before[Symbol.asyncDispose]()

    await field(page, 'Text').fill('anybody there?')
    await button(page, 'Send').click()
    await shown(page.getByRole('alert').getByText('The server did not answer as it should. Please try again.'))
    expect(await heading(page, 'Hello, alice').isVisible()).toBe(true)
    expect(await field(page, 'Text').inputValue()).toBe('anybody there?')

    await using after = await startServer(folder.path, { PORT: new URL(before.base).port })
    expect(after.base).toBe(before.base)
    await button(page, 'Send').click()
    await waitForText(page, 'Hey alice, your text is anybody there?')
    await page.reload()
    await shown(heading(page, 'Hello, alice'))
  })

  test('a page that opens says so, and takes up the session by itself when the server is back', async ({ open }) => {
    using folder = temporaryFolder()
    await using server = await startServer(folder.path)
    await using device = await open(server, {
      failing: [`${REFUSED} auth.refresh`, 'ERR_FAILED auth.refresh', 'ERR_INTERNET_DISCONNECTED auth.refresh'],
    })
    const { page } = device
    await signUp(page)
    // As behind a proxy that still has the pages while the service is being restarted.
    await page.route('**/trpc/**', (route) => route.abort('connectionrefused'))
    await page.reload()
    await shown(heading(page, 'No connection'))
    await page.unroute('**/trpc/**')
    await shown(heading(page, 'Hello, alice'))
  })
})
