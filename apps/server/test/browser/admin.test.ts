import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { SUPERUSER, signInAs } from '../staff.ts'
import { testApp } from '../test-app.ts'
import { CREDENTIALS, call, register } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { makeBusy } from './busy-service.ts'
import { button, field, heading, messageAt, shown, signIn, waitForText } from './pages.ts'

const ROOT = { ...CREDENTIALS, username: 'root' }

/** The usernames in the table, in order. */
const listed = (page: Page): Promise<string[]> => page.getByRole('table', { name: 'Users' }).getByRole('link').allTextContents()

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' })

async function openUsers(page: Page): Promise<void> {
  await signIn(page, ROOT)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Admin' }).click()
  await shown(heading(page, 'Statistics'))
  await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Users' }).click()
  await shown(page.getByRole('table', { name: 'Users' }))
}

describe('the users page', () => {
  test('searches while one types, sorts and pages, and keeps all that in its address', async ({ open }) => {
    await using service = await testApp()
    await signInAs(service, 'root', SUPERUSER)
    await makeBusy(service)
    await using device = await open(service)
    const { page } = device
    await openUsers(page)
    await waitForText(page, '61 users, page 1 of 3')
    expect(await listed(page)).toHaveLength(25)
    await button(page, 'Next').click()
    await waitForText(page, '61 users, page 2 of 3')
    await search(page).fill('HOPPER')
    await waitForText(page, '8 users')
    expect(await listed(page)).toHaveLength(8)
    await button(page, 'Joined').click()
    await expect.poll(async () => (await listed(page))[0]).toBe('kurt.hopper.57')
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Inactive')
    await waitForText(page, '1 user')
    await page.reload()
    await waitForText(page, '1 user')
    expect(await search(page).inputValue()).toBe('HOPPER')
    await search(page).fill('no such person')
    await waitForText(page, 'No account matches.')
  })

  test('makes an account, changes it, sets its password, deactivates it and logs it out everywhere', async ({ open }) => {
    await using service = await testApp()
    await signInAs(service, 'root', SUPERUSER)
    await using device = await open(service, { failing: ['400 admin.users.create'] })
    const { page } = device
    await openUsers(page)
    await page.getByRole('link', { name: 'Create user' }).click()
    await shown(heading(page, 'Create user'))
    await field(page, 'Username').fill('root')
    await field(page, 'Email (optional)').fill('bob@EXAMPLE.com')
    await field(page, 'Password').fill('battery staple horse')
    await button(page, 'Create user').click()
    await expect.poll(() => messageAt(page, 'Username')).toContain('already exists')
    expect(await field(page, 'Email (optional)').inputValue()).toBe('bob@EXAMPLE.com')
    await field(page, 'Username').fill('bob')
    await page.getByRole('checkbox', { name: 'Staff' }).check()
    await button(page, 'Create user').click()
    await shown(heading(page, 'bob'))
    await waitForText(page, 'Signed in nowhere.')

    expect(await field(page, 'Email').inputValue()).toBe('bob@example.com')
    await field(page, 'Full name').fill('Bob Builder')
    await page.getByRole('checkbox', { name: 'Staff' }).uncheck()
    await button(page, 'Save account').click()
    await waitForText(page, 'The account is saved.')

    await field(page, 'New password').fill('another horse battery')
    await button(page, 'Set password').click()
    await waitForText(page, 'bob has a new password')
    const login = () => call(service.base, 'auth.login', { input: { username: 'bob', password: 'another horse battery' } })
    expect((await login()).status).toBe(200)

    await button(page, 'Log out everywhere').click()
    await waitForText(page, 'bob is signed out everywhere.')
    await waitForText(page, 'Signed in nowhere.')
    await button(page, 'Deactivate').click()
    await shown(button(page, 'Activate'))
    expect((await login()).status).toBe(401)
    await expect.poll(() => page.getByRole('table', { name: 'Events' }).textContent()).toContain('Account deactivated')

    await page.reload()
    await shown(button(page, 'Activate'))
    expect(await field(page, 'Full name').inputValue()).toBe('Bob Builder')
    expect(await page.getByRole('checkbox', { name: 'Staff' }).isChecked()).toBe(false)
    await button(page, 'Activate').click()
    await shown(button(page, 'Deactivate'))
    expect((await login()).status).toBe(200)
  })
})

describe("staff's pages", () => {
  test('show the log, narrowed down and further back, and numbers for a period', async ({ open }) => {
    await using service = await testApp()
    await signInAs(service, 'root', SUPERUSER)
    await makeBusy(service)
    await using device = await open(service)
    const { page } = device
    await signIn(page, ROOT)
    await page.goto('/app/admin/audit')
    const rows = page.getByRole('table', { name: 'Events' }).getByRole('row')
    await expect.poll(() => rows.count()).toBe(51)
    await button(page, 'Show older events').click()
    await expect.poll(() => rows.count()).toBe(101)
    await page.getByRole('combobox', { name: 'Event' }).selectOption('Sign-in failed')
    await expect.poll(() => rows.nth(1).textContent()).toContain('Sign-in failed')
    await field(page, 'Username').fill('root')
    await field(page, 'Username').press('Enter')
    await waitForText(page, 'Nothing of this kind has happened.')

    await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Statistics' }).click()
    await shown(page.getByRole('img', { name: /Succeeded/ }))
    const logins = page.getByRole('region', { name: 'Logins' })
    await logins.getByText('Show as table').click()
    await expect.poll(() => logins.getByRole('row').count()).toBe(25)
    await page.getByText('30 days').click()
    await expect.poll(() => logins.getByRole('row').count()).toBe(31)
    expect(page.url()).toContain('range=30d')
  })

  test('are nothing for anybody else, and offer nothing that is refused', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using device = await open(service)
    const { page } = device
    await signIn(page)
    expect(await page.getByRole('link', { name: 'Admin' }).count()).toBe(0)
    await page.goto('/app/admin/users')
    await shown(heading(page, 'For staff only'))
    expect(device.calls.filter((name) => name.includes('admin'))).toEqual([])
  })
})
