import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { testApp } from '../test-app.ts'
import { CREDENTIALS } from '../typed-call.ts'
import { test } from './browser-test.ts'
import { button, field, goTo, heading, messageAt, sendSignIn, shown, signUp, waitForText } from './pages.ts'

describe('what is kept about an account', () => {
  test('comes as a file, without secrets', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service)
    const { page } = device
    await signUp(page)
    await goTo(page, 'Profile')
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download my data').click()])
    expect(download.suggestedFilename()).toBe('alice.json')
    const text = readFileSync(await download.path(), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ account: { username: 'alice' }, sessions: [expect.anything()] })
    expect(text).not.toMatch(/argon2|eyJ/)
  })

  test('goes with the account, once its password is given', async ({ open }) => {
    await using service = await testApp()
    await using device = await open(service, { failing: ['400 account.delete', '401 auth.login'] })
    const { page, context } = device
    await signUp(page)
    await goTo(page, 'Profile')
    await field(page, 'Password, to confirm').fill('not my password')
    await button(page, 'Delete my account').click()
    await expect.poll(() => messageAt(page, 'Password, to confirm')).not.toBe('')
    await field(page, 'Password, to confirm').fill(CREDENTIALS.password)
    await button(page, 'Delete my account').click()
    await shown(heading(page, 'Sign in'))
    expect(await context.cookies()).toEqual([])
    await sendSignIn(page)
    await waitForText(page, 'No active account found')
    expect(await service.database.query.selectFrom('auth_user').select('id').execute()).toEqual([])
  })
})
