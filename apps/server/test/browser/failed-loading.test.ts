import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { test } from './browser-test.ts'
import { button, heading, shown, signUp } from './pages.ts'

describe('a page whose file does not arrive', () => {
  test('says so, and comes when it is loaded again', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page, troubles } = device
    await signUp(page)
    await page.route('**/assets/profile-*.js', (route) => route.abort())
    await page.getByRole('link', { name: 'Profile' }).click()
    await shown(heading(page, 'Something went wrong'))
    expect(troubles.splice(0).join('\n')).toContain('dynamically imported module')
    await page.unroute('**/assets/profile-*.js')
    await button(page, 'Load again').click()
    await shown(heading(page, 'Profile'))
  })
})
