import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { CREDENTIALS, register } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { accountMenu, field, heading, sendSignIn, shown } from './pages.ts'

describe('signing in', () => {
  test('goes on to the page that was asked for', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using device = await open(service)
    const { page } = device
    await page.goto('/app/profile')
    await shown(heading(page, 'Sign in'))
    expect(page.url()).toBe(`${service.base}/app/sign-in?next=%2Fprofile`)
    await sendSignIn(page)
    await shown(heading(page, 'Profile'))
    expect(page.url()).toBe(`${service.base}/app/profile`)
  })

  test.for(['//evil.example', '/\\evil.example'])('does not leave the app for ?next=%s', async (next, { open }) => {
    await using service = await testApp()
    await register(service.base)
    await using device = await open(service)
    const { page } = device
    const elsewhere: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(service.base)) elsewhere.push(request.url())
    })
    await page.goto(`/app/sign-in?next=${encodeURIComponent(next)}`)
    await sendSignIn(page)
    await shown(heading(page, 'Hello, alice'))
    expect(page.url()).toBe(`${service.base}/app`)
    expect(elsewhere).toEqual([])
  })

  test('with a wrong password says so at the form, keeps the name, and stores nothing', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using device = await open(service, { failing: ['401 auth.login'] })
    const { page, context } = device
    await page.goto('/app/sign-in')
    await sendSignIn(page, { ...CREDENTIALS, password: 'wrong horse' })
    const alert = page.locator('form').getByRole('alert')
    await expect.poll(() => alert.textContent()).toBe('No active account found with the given credentials.')
    expect(await field(page, 'Username').inputValue()).toBe('alice')
    expect(await context.storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] })
  })

  test('twice, in the same tab, brings no former account back', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await register(service.base, 'bob')
    await using device = await open(service)
    const { page } = device
    await page.goto('/app/sign-in')
    await sendSignIn(page)
    await shown(heading(page, 'Hello, alice'))
    await accountMenu(page).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await sendSignIn(page, { ...CREDENTIALS, username: 'bob' })
    await shown(page.getByText('Hey bob, You are seeing a GET response'))
    expect(await page.getByRole('main').textContent()).not.toContain('alice')
  })
})
