import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { test } from './browser-test.ts'
import { button, field, goTo, heading, shown, signOut, signUp, waitForText } from './pages.ts'

describe('the start page', () => {
  test('shows the answer to a text, its markup as text', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page } = device
    await signUp(page)
    await field(page, 'Text').fill('<b>bold</b> & <script>alert(1)</script>')
    await button(page, 'Send').click()
    const answer = page.getByRole('status', { name: 'Answer' })
    await expect.poll(() => answer.textContent()).toBe('Hey alice, your text is <b>bold</b> & <script>alert(1)</script>')
    expect(await answer.locator('b, script').count()).toBe(0)
  })

  test('shows the claims of the access token and counts down to its end', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page } = device
    await signUp(page)
    const claim = (name: string) =>
      page.getByRole('term').getByText(name, { exact: true }).locator('xpath=following-sibling::dd').textContent()
    expect(await claim('token_type')).toBe('access')
    expect(await claim('user_id')).toMatch(/^"?1"?$/)
    expect(Number.parseInt((await claim('exp')) ?? '', 10)).toBeGreaterThan(Date.now() / 1000)
    const timer = page.getByRole('timer')
    const first = (await timer.textContent()) ?? ''
    expect(first).toMatch(/^1[45]:\d\d$/)
    await expect.poll(() => timer.textContent(), { timeout: 3_000 }).not.toBe(first)
  })

  test('renews the session when asked, and says so', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    await signUp(device.page)
    await waitForText(device.page, '0 times')
    await button(device.page, 'Renew now').click()
    await waitForText(device.page, 'The session is renewed.')
    await waitForText(device.page, 'once')
  })

  test('is out of reach after signing out, by going back too', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page, context } = device
    await signUp(page)
    await goTo(page, 'Profile')
    await signOut(page)
    expect(await context.cookies()).toEqual([])
    await page.goBack()
    await shown(heading(page, 'Sign in'))
    await page.goForward()
    await shown(heading(page, 'Sign in'))
    expect(await page.locator('body').textContent()).not.toContain('alice')
  })
})
