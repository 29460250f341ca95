import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { test } from './browser-test.ts'
import { accountMenu, button, field, goTo, heading, messageAt, shown, signUp, waitForText } from './pages.ts'

async function rename(page: Page, fullName: string): Promise<void> {
  await goTo(page, 'Profile')
  await field(page, 'Full name').fill(fullName)
  await button(page, 'Save profile').click()
  await waitForText(page, 'Your profile is saved.')
}

describe('the profile', () => {
  test('survives a reload, and the header follows it', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page } = device
    await signUp(page)
    await goTo(page, 'Profile')
    await field(page, 'Bio').fill('I like keys.')
    await rename(page, 'Alice Liddell')
    await expect.poll(() => accountMenu(page).textContent()).toBe('AL')
    await accountMenu(page).click()
    await shown(page.getByRole('menu').getByText('Alice Liddell'))
    await page.reload()
    await shown(heading(page, 'Profile'))
    await expect.poll(() => field(page, 'Full name').inputValue()).toBe('Alice Liddell')
    expect(await field(page, 'Bio').inputValue()).toBe('I like keys.')
    expect(await accountMenu(page).textContent()).toBe('AL')
  })

  test('refuses a text that is too long at its field', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page } = device
    await signUp(page)
    await goTo(page, 'Profile')
    await field(page, 'Bio').fill('x'.repeat(301))
    await button(page, 'Save profile').click()
    await expect.poll(() => messageAt(page, 'Bio')).toContain('Use at most 300 characters.')
    expect(await field(page, 'Bio').inputValue()).toHaveLength(301)
  })

  test('shows a name made of markup as text', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page } = device
    const name = '<img src=x onerror="document.title=1">'
    await signUp(page)
    await rename(page, name)
    await page.goto('/app/')
    await shown(heading(page, `Hello, ${name}`))
    await accountMenu(page).click()
    await shown(page.getByRole('menu').getByText(name))
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.title()).toBe(`Hello, ${name} · Latchkey`)
  })
})
