import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { register } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { button, goTo, heading, shown, signIn, waitForText } from './pages.ts'

const listed = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Signed in' })

describe('the list of sessions', () => {
  test('marks this device and ends another one, which is signed out', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using there = await open(service, { failing: ['401 account.profile'] })
    await using here = await open(service)
    await signIn(there.page)
    await signIn(here.page)
    await goTo(here.page, 'Sessions')
    // The third is that of the registration, made without a browser.
    await expect.poll(() => listed(here.page).count()).toBe(3)
    expect(await listed(here.page).first().textContent()).toMatch(/Chrome.*This device/)
    expect(await here.page.getByText('This device').count()).toBe(1)
    await here.page.getByRole('button', { name: /^End session: .*Chrome/ }).click()
    await waitForText(here.page, 'The session has ended.')
    await expect.poll(() => listed(here.page).count()).toBe(2)

    await there.page.getByRole('link', { name: 'Profile' }).click()
    await shown(heading(there.page, 'Sign in'))
    await there.page.reload()
    await shown(heading(there.page, 'Sign in'))
  })

  test('ends all others at once', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using there = await open(service, { failing: ['401 sessions.list'] })
    await using here = await open(service)
    await signIn(there.page)
    await signIn(here.page)
    await goTo(here.page, 'Sessions')
    await button(here.page, 'End all other sessions').click()
    await waitForText(here.page, 'You are signed in nowhere else.')
    await there.page.getByRole('link', { name: 'Sessions' }).click()
    await shown(heading(there.page, 'Sign in'))
    await here.page.reload()
    await waitForText(here.page, 'You are signed in nowhere else.')
  })
})
