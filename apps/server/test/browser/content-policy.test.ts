import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { test } from './browser-test.ts'
import { heading, shown } from './pages.ts'

describe('the policy of the pages', () => {
  test('refuses inline scripts, inline styles and scripts from elsewhere, and the refusals do not go unseen', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page, troubles } = device
    await page.goto('/app/')
    await shown(heading(page, 'Sign in'))
    expect(troubles).toEqual([])
    await page.evaluate(() => {
      const add = (name: string, properties: object): void => document.head.append(Object.assign(document.createElement(name), properties))
      add('script', { textContent: 'document.title = "inline"' })
      add('style', { textContent: 'body { display: none }' })
      add('script', { src: 'https://evil.example/script.js' })
    })
    await expect.poll(() => troubles.filter((trouble) => trouble.includes('Content Security Policy')).length).toBe(3)
    troubles.length = 0
    expect(await page.title()).toBe('Sign in · Latchkey')
    expect(await heading(page, 'Sign in').isVisible()).toBe(true)
  })

  test('holds on every address of the app', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    for (const path of ['/app/', '/app/profile', '/app/no-such-page', '/app/assets/no-such-file.js']) {
      const reply = await device.context.request.get(path)
      expect(reply.headers()['content-security-policy']).toContain("default-src 'self'")
      expect(reply.headers()['content-security-policy']).not.toContain('unsafe')
    }
  })
})
