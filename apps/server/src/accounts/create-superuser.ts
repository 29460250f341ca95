import { AuthError, Email, Username } from '@latchkey/contract'
import { BLANK_PROFILE } from './account.ts'
import type { AccountsEnvironment } from './accounts.ts'
import { normalizeEmail, taken } from './register.ts'

/** Makes an account with every right, as Django's command of that name. Throws `invalid_input` with its fields; returns the id. */
export async function createSuperuser(
  { store, passwords, clock }: AccountsEnvironment,
  input: { username: string; email: string; password: string },
): Promise<number> {
  const username = Username.safeParse(input.username)
  const email = Email.safeParse(input.email)
  const fields = {
    ...(username.success ? {} : { username: username.error.issues.map(({ message }) => message) }),
    ...(email.success ? {} : { email: email.error.issues.map(({ message }) => message) }),
    ...(store.loginField === 'email' && input.email === '' ? { email: ['Enter the address to log in with.'] } : {}),
    ...(input.password === '' ? { password: ['Enter a password.'] } : {}),
  }
  if (Object.keys(fields).length > 0) throw new AuthError('invalid_input', { fields })
  const dateJoined = clock()
  const account = {
    username: input.username,
    email: normalizeEmail(input.email),
    firstName: '',
    lastName: '',
    isActive: true,
    isStaff: true,
    isSuperuser: true,
    password: await passwords.hash(input.password),
    dateJoined,
    profile: BLANK_PROFILE,
  }
  const id = await store.create(account, (userId) => ({
    kind: 'account.created',
    at: dateJoined,
    actor: 'operator',
    userId,
    username: account.username,
    details: { superuser: true },
  }))
  if (id === null) throw await taken(store, account)
  return id
}
