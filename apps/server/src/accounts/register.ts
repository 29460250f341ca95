import { AuthError, LIMITS, USERNAME_PATTERN } from '@latchkey/contract'
import { recordReached } from '../limits/guess.ts'
import { networkSubject } from '../limits/subject.ts'
import type { Client } from '../sessions/session.ts'
import { type Account, BLANK_PROFILE } from './account.ts'
import type { AccountStore, LoginField } from './account-store.ts'
import type { AccountsEnvironment } from './accounts.ts'

export const USERNAME_TAKEN = 'A user with that username already exists.'
export const EMAIL_TAKEN = 'user with this email already exists.'
const USERNAME_TOO_LONG = `Ensure this field has no more than ${LIMITS.usernameLength} characters.`
export const USERNAME_UNFIT = 'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.'

const EMAIL_MISSING = 'Enter your email address.'

export const refused = (field: LoginField, message: string): AuthError => new AuthError('invalid_input', { fields: { [field]: [message] } })

/** The username as it is stored, in NFKC. Throws `invalid_input` where that form breaks the rules that the one which was sent kept. */
function normalizeUsername(sent: string, mayBeAny: boolean): string {
  const username = sent.normalize('NFKC')
  if (mayBeAny) return username
  if (Array.from(username).length > LIMITS.usernameLength) throw refused('username', USERNAME_TOO_LONG)
  if (!USERNAME_PATTERN.test(username)) throw refused('username', USERNAME_UNFIT)
  return username
}

/** Django's `normalize_email`: the domain in lower case, the rest as it came. */
export function normalizeEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 0 ? email : email.slice(0, at + 1) + email.slice(at + 1).toLowerCase()
}

/**
 * Makes an active account without any rights, as Django's `create_user` does: username in NFKC, e-mail domain in lower case; `asSent`
 * leaves both as they came, and `anyUsername` is for user models whose usernames are no login names. Throws `invalid_input` with the field `username` or `email` if it is taken, also by another registration
 * at the same moment; `throttled` after too many registrations from one address.
 */
export async function register(
  environment: AccountsEnvironment,
  input: { username: string; email: string; password: string },
  client: Client,
  { asSent = false, anyUsername = false }: { asSent?: boolean; anyUsername?: boolean } = {},
): Promise<Account> {
  const { store, clock } = environment
  requireLogin(store, input)
  const person = {
    username: asSent ? input.username : normalizeUsername(input.username, anyUsername),
    email: asSent ? input.email : normalizeEmail(input.email),
    firstName: '',
    lastName: '',
    isActive: true,
    isStaff: false,
    isSuperuser: false,
    dateJoined: clock(),
  }
  const account = { ...person, password: await hashed(environment, input.password, client) }
  const id = await store.create({ ...account, profile: BLANK_PROFILE }, (userId) => ({
    kind: 'registration',
    at: account.dateJoined,
    actor: `user:${userId}`,
    userId,
    username: account.username,
    client,
  }))
  if (id === null) throw await taken(store, account)
  return { ...account, id, lastLogin: null }
}

/** Throws `invalid_input` for an account without the address that people sign in with. */
export function requireLogin({ loginField }: AccountStore, { email }: { email: string }): void {
  if (loginField === 'email' && email === '') throw refused('email', EMAIL_MISSING)
}

/** What to say of an account that could not be made: its login name is taken, or the other name where that is unique too. */
export async function taken(store: AccountStore, { username, email }: { username: string; email: string }): Promise<AuthError> {
  const isEmail =
    email !== '' &&
    (await store.isTaken('email', email)) &&
    (store.identifiers.includes('email') || !(await store.isTaken('username', username)))
  return isEmail ? refused('email', EMAIL_TAKEN) : refused('username', USERNAME_TAKEN)
}

/** The hash of a new account's password; each one counts as a registration. */
function hashed({ passwords, audit, limits, clock }: AccountsEnvironment, password: string, client: Client): Promise<string> {
  return limits.attempt([{ limit: 'registration', subject: networkSubject(client.ip) }], async (attempt) => {
    await recordReached(audit, attempt, { at: clock(), actor: 'anonymous', client })
    return passwords.hash(password)
  })
}
