import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { CREDENTIALS, register } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { button, field, messageAt, signUp, waitForText } from './pages.ts'

describe('registration in the browser', () => {
  test('leads to a start page that greets by name', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    await signUp(device.page)
    await waitForText(device.page, 'Hey alice, You are seeing a GET response')
    expect(await device.page.title()).toBe('Hello, alice · Latchkey')
  })

  test('shows the refusal of a taken name at its field and keeps what was typed', async ({ open }) => {
    await using service = await testApp()
    await register(service.base)
    await using device = await open(service, { failing: ['400 auth.register'] })
    const { page } = device
    await page.goto('/app/register')
    await field(page, 'Username').fill('alice')
    await field(page, 'Email (optional)').fill('alice@example.com')
    await field(page, 'Password').fill(CREDENTIALS.password)
    await button(page, 'Create account').click()
    await expect.poll(() => messageAt(page, 'Username')).toContain('already exists')
    expect(await field(page, 'Username').evaluate((input) => input === document.activeElement)).toBe(true)
    expect(await field(page, 'Username').inputValue()).toBe('alice')
    expect(await field(page, 'Email (optional)').inputValue()).toBe('alice@example.com')
    expect(await field(page, 'Password').inputValue()).toBe(CREDENTIALS.password)
  })

  test('refuses a short password and a wrong address at their fields without asking the server', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page } = device
    await page.goto('/app/register')
    await field(page, 'Username').fill('alice')
    await field(page, 'Email (optional)').fill('alice')
    await field(page, 'Password').fill('short')
    await button(page, 'Create account').click()
    await expect.poll(() => messageAt(page, 'Password')).toContain('Use at least 8 characters.')
    expect(await messageAt(page, 'Email (optional)')).toContain('Enter a valid email address.')
    expect(await messageAt(page, 'Username')).toBe('')
    expect(await field(page, 'Password').inputValue()).toBe('short')
    expect(device.calls).toEqual(['auth.refresh'])
  })
})
