import { giveRights, SUPERUSER } from '../staff.ts'
import type { TestApp } from '../test-app.ts'
import type { Device } from './device.ts'
import { accountMenu, button, field, goTo, heading, shown, signOut, signUp, waitForText } from './pages.ts'

type Visit = (name: string) => Promise<unknown>

/** Opens one page after another, filled as in use, and calls `visit` with the name of each. Makes the account that it needs. */
export async function everyPage(service: TestApp, { page }: Device, visit: Visit, username = 'alice'): Promise<void> {
  await page.goto('/app/register')
  await shown(heading(page, 'Create an account'))
  await field(page, 'Password').fill('short')
  await button(page, 'Create account').click()
  await waitForText(page, 'Use at least 8 characters.')
  await visit('register')

  await signUp(page, { username, password: 'correct horse battery' })
  await field(page, 'Text').fill('Hello from the browser')
  await button(page, 'Send').click()
  await waitForText(page, 'your text is Hello from the browser')
  await visit('dashboard')
  await accountMenu(page).click()
  await shown(page.getByRole('menuitem', { name: 'Sign out' }))
  await visit('account-menu')
  await page.keyboard.press('Escape')

  await goTo(page, 'Profile')
  await field(page, 'Full name').fill('Alice Liddell')
  await button(page, 'Save profile').click()
  await waitForText(page, 'Your profile is saved.')
  await visit('profile')
  await goTo(page, 'Password')
  await visit('password')
  await goTo(page, 'Sessions')
  await shown(page.getByText('This device'))
  await visit('sessions')

  await giveRights(service, username, SUPERUSER)
  await everyAdminPage({ page }, visit, username)

  await signOut(page)
  await visit('sign-in')
  for (const [path, title, name] of [
    ['forgot-password', 'Forgot your password?', 'forgot-password'],
    ['reset-password#token=x', 'Choose a new password', 'reset-password'],
    ['verify-email#token=x', 'Verify your email address', 'verify-email'],
    ['verify-email', 'This link is no longer valid', 'dead-link'],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(`/app/${path}`)
    await shown(heading(page, title))
    await visit(name)
  }
  await page.goto('/app/no-such-page')
  await shown(heading(page, 'Page not found'))
  await visit('not-found')
}

async function everyAdminPage({ page }: Pick<Device, 'page'>, visit: Visit, username: string): Promise<void> {
  await page.goto('/app/admin')
  await shown(page.getByRole('img', { name: /Succeeded/ }))
  await visit('statistics')
  const admin = page.getByRole('navigation', { name: 'Admin' })
  await admin.getByRole('link', { name: 'Users' }).click()
  await shown(page.getByRole('table', { name: 'Users' }))
  await visit('users')
  await page.getByRole('link', { name: 'Create user' }).click()
  await shown(heading(page, 'Create user'))
  await visit('new-user')
  await admin.getByRole('link', { name: 'Users' }).click()
  await page.getByRole('link', { name: username }).click()
  await shown(heading(page, username))
  await shown(page.getByRole('table', { name: 'Events' }))
  await visit('user')
  await admin.getByRole('link', { name: 'Audit log' }).click()
  await shown(page.getByRole('table', { name: 'Events' }))
  await visit('audit-log')
}
