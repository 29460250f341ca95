import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { CREDENTIALS, register } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { button, field, goTo, heading, messageAt, sendSignIn, shown, signIn, signUp, waitForText } from './pages.ts'

const NEW_PASSWORD = 'staple battery horse'

async function changePassword(page: Page, currentPassword: string): Promise<void> {
  await goTo(page, 'Password')
  await field(page, 'Current password').fill(currentPassword)
  await field(page, 'New password').fill(NEW_PASSWORD)
  await button(page, 'Change password').click()
}

describe('changing the password', () => {
  test('with a wrong current one says so at its field and keeps what was typed', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service, { failing: ['400 account.changePassword'] })
    const { page } = device
    await signUp(page)
    await changePassword(page, 'wrong horse')
    await expect.poll(() => messageAt(page, 'Current password')).not.toBe('')
    expect(await messageAt(page, 'New password')).toBe('')
    expect(await field(page, 'New password').inputValue()).toBe(NEW_PASSWORD)
  })

  test('ends the other sessions at their next call, and only the new one signs in', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using here = await open(service)
    await using there = await open(service, { failing: ['401 sessions.list', '401 auth.login'] })
    await signIn(here.page)
    await signIn(there.page)
    await changePassword(here.page, CREDENTIALS.password)
    await waitForText(here.page, 'Your password is changed. Other sessions have ended.')
    expect(await field(here.page, 'New password').inputValue()).toBe('')

    await there.page.getByRole('link', { name: 'Sessions' }).click()
    await shown(heading(there.page, 'Sign in'))
    await sendSignIn(there.page)
    await waitForText(there.page, 'No active account found')
    await sendSignIn(there.page, { ...CREDENTIALS, password: NEW_PASSWORD })
    await shown(heading(there.page, 'Sessions'))

    await goTo(here.page, 'Sessions')
    await expect.poll(() => here.page.getByRole('listitem').filter({ hasText: 'Signed in' }).count()).toBe(2)
  })
})
