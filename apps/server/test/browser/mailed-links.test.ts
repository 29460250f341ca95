import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { testApp } from '../test-app.ts'
import { CREDENTIALS, call } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { button, field, goTo, heading, messageAt, sendSignIn, shown, signIn, waitForText } from './pages.ts'

const NEW_PASSWORD = 'a fresh battery staple'

let mail: MailServer
beforeAll(async () => {
  mail = await startMailServer()
})
afterAll(async () => mail[Symbol.asyncDispose]())

/** Opens the page of a mailed link on the server under test: the public address is not its own. */
async function follow(page: Page, link: string): Promise<void> {
  // From elsewhere: to a page that is open already, the same link is no change of page.
  await page.goto('about:blank')
  await page.goto(link.slice(link.indexOf('/app/')))
}

const registerWith = (base: string, email: string) => call(base, 'auth.register', { input: { ...CREDENTIALS, email } })

describe('mailed links', () => {
  test('a forgotten password is chosen anew, once', async ({ open }) => {
    await using service = await testApp({ env: mail.env })
    await registerWith(service.base, 'forgetful@example.org')
    await using device = await open(service, { failing: ['400 account.resetPassword'] })
    const { page } = device
    await page.goto('/app/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await shown(heading(page, 'Forgot your password?'))
    await button(page, 'Send link').click()
    await expect.poll(() => messageAt(page, 'Email')).toContain('Enter a valid email address.')
    await field(page, 'Email').fill('forgetful@example.org')
    await button(page, 'Send link').click()
    await shown(heading(page, 'Look at your mail'))
    const { link } = await mail.mailTo('forgetful@example.org', /Choose a new password/)

    await follow(page, link)
    await shown(heading(page, 'Choose a new password'))
    await expect.poll(() => page.url()).toMatch(/\/app\/reset-password$/)
    await field(page, 'New password').fill('12345678')
    await waitForText(page, 'Too easy to guess')
    await button(page, 'Change password').click()
    await expect.poll(() => messageAt(page, 'New password')).toContain('too common')
    await field(page, 'New password').fill(NEW_PASSWORD)
    await button(page, 'Change password').click()
    await shown(heading(page, 'Your password is changed'))
    await page.getByRole('link', { name: 'Sign in' }).click()
    await sendSignIn(page, { ...CREDENTIALS, password: NEW_PASSWORD })
    await shown(heading(page, 'Hello, alice'))

    await follow(page, link)
    await field(page, 'New password').fill('yet another password')
    await button(page, 'Change password').click()
    await shown(heading(page, 'This link is no longer valid'))
  })

  test('an address is verified, and changed to another one', async ({ open }) => {
    await using service = await testApp({ env: mail.env })
    await registerWith(service.base, 'first@example.org')
    await using device = await open(service, { failing: ['400 account.changeEmail', '400 account.verifyEmail'] })
    const { page } = device
    await signIn(page)
    await goTo(page, 'Profile')
    const section = page.getByRole('region', { name: 'Email address' })
    await shown(section.getByText('Not verified'))
    await button(page, 'Send verification link').click()
    await waitForText(page, 'We have mailed a link to first@example.org.')
    const verification = await mail.mailTo('first@example.org', /Verify your address/)
    await follow(page, verification.link)
    await button(page, 'Verify address').click()
    await shown(heading(page, 'Your email address is verified'))
    await page.getByRole('link', { name: 'Go on' }).click()
    await goTo(page, 'Profile')
    await shown(section.getByText('Verified', { exact: true }))

    await field(page, 'New email address').fill('second@example.org')
    await field(page, 'Current password').fill('not my password')
    await button(page, 'Change address').click()
    await expect.poll(() => messageAt(page, 'Current password')).not.toBe('')
    expect(await field(page, 'New email address').inputValue()).toBe('second@example.org')
    await field(page, 'Current password').fill(CREDENTIALS.password)
    await button(page, 'Change address').click()
    await waitForText(page, 'We have mailed a link to second@example.org.')
    await shown(section.getByText('first@example.org'))
    const confirmation = await mail.mailTo('second@example.org', /Confirm your new address/)
    await follow(page, confirmation.link)
    await button(page, 'Verify address').click()
    await waitForText(page, 'second@example.org belongs to you')
    await follow(page, confirmation.link)
    await button(page, 'Verify address').click()
    await shown(heading(page, 'This link is no longer valid'))
  })

  test('without a mail server, the page says that there is none', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service, { failing: ['503 account.requestPasswordReset'] })
    const { page, troubles } = device
    await page.goto('/app/forgot-password')
    await field(page, 'Email').fill('a@example.org')
    await button(page, 'Send link').click()
    await shown(page.getByRole('alert').getByText('This service sends no mail.'))
    expect(await field(page, 'Email').inputValue()).toBe('a@example.org')
    // The browser's word for a reply of the 500s, which no list of expected calls excuses.
    expect(troubles.splice(0)).toHaveLength(1)
  })
})
