import { AuthError, LIMITS, USERNAME_PATTERN } from '@latchkey/contract'
import type { Client } from '../sessions/session.ts'
import { type Account, BLANK_PROFILE } from './account.ts'
import type { AccountsEnvironment } from './accounts.ts'

export const USERNAME_TAKEN = 'A user with that username already exists.'
const USERNAME_TOO_LONG = `Ensure this field has no more than ${LIMITS.usernameLength} characters.`
export const USERNAME_UNFIT = 'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.'

const usernameRefused = (message: string): AuthError => new AuthError('invalid_input', { fields: { username: [message] } })

/** The username as it is stored, in NFKC. Throws `invalid_input` where that form breaks the rules that the one which was sent kept. */
function normalizeUsername(sent: string): string {
  const username = sent.normalize('NFKC')
  if (Array.from(username).length > LIMITS.usernameLength) throw usernameRefused(USERNAME_TOO_LONG)
  if (!USERNAME_PATTERN.test(username)) throw usernameRefused(USERNAME_UNFIT)
  return username
}

/** Django's `normalize_email`: the domain in lower case, the rest as it came. */
export function normalizeEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 0 ? email : email.slice(0, at + 1) + email.slice(at + 1).toLowerCase()
}

/**
 * Makes an active account without any rights, as Django's `create_user` does: username in NFKC, e-mail domain in lower case.
 * Throws `invalid_input` with the field `username` if the name is taken, also by another registration at the same moment.
 */
export async function register(
  { store, passwords, clock }: AccountsEnvironment,
  input: { username: string; email: string; password: string },
  client: Client,
): Promise<Account> {
  const account = {
    username: normalizeUsername(input.username),
    email: normalizeEmail(input.email),
    firstName: '',
    lastName: '',
    isActive: true,
    isStaff: false,
    isSuperuser: false,
    password: await passwords.hash(input.password),
    dateJoined: clock(),
  }
  const id = await store.create({ ...account, profile: BLANK_PROFILE }, (userId) => ({
    kind: 'registration',
    at: account.dateJoined,
    actor: `user:${userId}`,
    userId,
    username: account.username,
    client,
  }))
  if (id === null) throw usernameRefused(USERNAME_TAKEN)
  return { ...account, id, lastLogin: null }
}
