import type { Device } from './device.ts'
import { accountMenu, button, field, goTo, heading, shown, signOut, signUp, waitForText } from './pages.ts'

/** Opens one page after another, filled as in use, and calls `visit` with the name of each. Makes the account that it needs. */
export async function everyPage({ page }: Device, visit: (name: string) => Promise<unknown>, username = 'alice'): Promise<void> {
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
  await signOut(page)
  await visit('sign-in')
  await page.goto('/app/no-such-page')
  await shown(heading(page, 'Page not found'))
  await visit('not-found')
}
