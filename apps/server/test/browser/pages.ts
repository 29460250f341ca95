import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { CREDENTIALS } from '../typed-call.ts'

/** Waits until an element is there to be seen; looks more often than Playwright's own waiting, which counts in half seconds. */
export const shown = (locator: Locator): Promise<void> =>
  expect.poll(() => locator.isVisible(), { message: `${locator} is shown`, interval: 25, timeout: 10_000 }).toBe(true)

/** The one heading of a page, which tells that the page is there. */
export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name })

export const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

/** The button at the top that shows who is signed in. */
export const accountMenu = (page: Page): Locator => page.getByRole('button', { name: /^Account menu/ })

/** The message at a field, as a screen reader tells it with the field. */
export const messageAt = (page: Page, name: string): Promise<string> =>
  field(page, name).evaluate((input) => {
    const ids = input.getAttribute('aria-describedby')?.split(' ') ?? []
    return input.getAttribute('aria-invalid') === 'true' ? ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ') : ''
  })

async function sendCredentials(page: Page, { username, password }: typeof CREDENTIALS, verb: string): Promise<void> {
  await shown(button(page, verb))
  await field(page, 'Username').fill(username)
  await field(page, 'Password').fill(password)
  await button(page, verb).click()
}

/** Makes an account on the registration page, and waits for the start page. */
export async function signUp(page: Page, credentials = CREDENTIALS): Promise<void> {
  await page.goto('/app/register')
  await sendCredentials(page, credentials, 'Create account')
  await shown(heading(page, `Hello, ${credentials.username}`))
}

/** Sends the form of the sign-in page, which is open already. */
export const sendSignIn = (page: Page, credentials = CREDENTIALS): Promise<void> => sendCredentials(page, credentials, 'Sign in')

/** Signs in to an account that exists, and waits for the start page. */
export async function signIn(page: Page, credentials = CREDENTIALS): Promise<void> {
  await page.goto('/app/sign-in')
  await sendSignIn(page, credentials)
  await shown(heading(page, /^Hello, /))
}

export async function signOut(page: Page): Promise<void> {
  await accountMenu(page).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await shown(heading(page, 'Sign in'))
}

/** Goes to a page by the navigation, and waits for it. */
export async function goTo(page: Page, name: 'Profile' | 'Password' | 'Sessions'): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
  await shown(heading(page, name))
}

/** Waits until the page says `text` somewhere. */
export const waitForText = (page: Page, text: string | RegExp): Promise<void> => shown(page.getByText(text).first())
