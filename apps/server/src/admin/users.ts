import { type AuditKind, AuthError, type NewUser } from '@latchkey/contract'
import { type Account, BLANK_PROFILE, type Profile } from '../accounts/account.ts'
import type { AccountsEnvironment } from '../accounts/accounts.ts'
import { checkNewPassword } from '../accounts/password-policy/password-policy.ts'
import { normalizeEmail, requireLogin, taken } from '../accounts/register.ts'
import type { AuditDetails } from '../audit/audit-event.ts'
import { beginningEpoch } from '../sessions/epoch.ts'
import type { Client, SessionEnd } from '../sessions/session.ts'
import { type RightsChange, requireRights } from './rights.ts'
import type { Act, ListedUser, UserChange, UserStore } from './user-store.ts'

/** What the rules for staff stand on. */
export interface AdminEnvironment {
  readonly users: UserStore
  readonly accounts: AccountsEnvironment
  readonly clock: () => Date
}

/** Who acts, from where. */
export interface Staff {
  readonly id: number
  readonly client: Client
}

export interface UserEdit {
  readonly account: Partial<Pick<Account, 'email' | 'isStaff' | 'isSuperuser'>>
  readonly profile: Partial<Profile>
}

/** Throws `no_such_user`. */
export async function findUser({ accounts: { store } }: AdminEnvironment, id: number): Promise<ListedUser> {
  const account = await store.findById(id)
  if (!account) throw new AuthError('no_such_user')
  return { account, profile: await store.profileOf(id) }
}

/**
 * Makes an account that can sign in; returns its id. Throws `permission_denied`, or `invalid_input` for a name that is taken, a blank one
 * and a password that the policy refuses.
 */
export async function createUser(environment: AdminEnvironment, by: Staff, user: NewUser): Promise<number> {
  const { users, accounts, clock } = environment
  const { isStaff, isSuperuser } = user
  requireLogin(accounts.store, user)
  checkNewPassword(accounts.passwordPolicy, user.password, { ...user, firstName: user.fullName, lastName: '' }, 'password')
  const account = {
    username: user.username,
    email: normalizeEmail(user.email),
    firstName: '',
    lastName: '',
    isActive: true,
    isStaff,
    isSuperuser,
    password: await accounts.passwords.hash(user.password),
    dateJoined: clock(),
    profile: { ...BLANK_PROFILE, fullName: user.fullName },
  }
  const id = await users.create(account, actOf(environment, by, 'account.created', { isStaff, isSuperuser }))
  if (id === null) throw await taken(accounts.store, account)
  return id
}

/**
 * Changes fields and rights; another address is not verified unless that is said. Each of these throws what {@link requireRights}
 * does, and `no_such_user`; this also `invalid_input` for an address that cannot be the account's.
 */
export async function updateUser(environment: AdminEnvironment, by: Staff, userId: number, { account, profile }: UserEdit): Promise<void> {
  const { email, isStaff, isSuperuser } = account
  const fields = [...Object.keys(account), ...Object.keys(profile)].toSorted().join(', ')
  const details = { fields, ...(isStaff === undefined ? {} : { isStaff }), ...(isSuperuser === undefined ? {} : { isSuperuser }) }
  const { store } = environment.accounts
  const address = email === undefined ? undefined : normalizeEmail(email)
  const isOther = address !== undefined && address !== (await store.findById(userId))?.email
  if (isOther) {
    refuseOwn(by, userId)
    requireLogin(store, { email: address })
  }
  const { email: _, ...rights } = account
  const made = isOther ? { account: { ...rights, email: address }, profile: { verified: false, ...profile } } : { account: rights, profile }
  await change(environment, userId, made, actOf(environment, by, 'account.changed', account, details))
}

/** Lets an account sign in, or no longer; then its logins end in the same step. */
export function setUserActive(environment: AdminEnvironment, by: Staff, userId: number, isActive: boolean): Promise<void> {
  const made = { account: { isActive } }
  return isActive
    ? change(environment, userId, made, actOf(environment, by, 'account.activated', { isActive }))
    : endingLogins(environment, userId, 'deactivated', made, actOf(environment, by, 'account.deactivated', { isActive }))
}

/** Gives an account a new password and ends its logins, in one step. */
export async function setUserPassword(environment: AdminEnvironment, by: Staff, userId: number, password: string): Promise<void> {
  refuseOwn(by, userId)
  const { store, passwords, passwordPolicy } = environment.accounts
  checkNewPassword(passwordPolicy, password, await store.findById(userId), 'password')
  const made = { account: { password: await passwords.hash(password) } }
  await endingLogins(environment, userId, 'password', made, actOf(environment, by, 'password.changed'))
}

/** Logs an account out everywhere. */
export const revokeUserSessions = (environment: AdminEnvironment, by: Staff, userId: number): Promise<void> =>
  endingLogins(environment, userId, 'revoked', {}, actOf(environment, by, 'session.ended_all'))

/** One's own password and address change where the current password is asked for: a stolen access token must not be enough. */
function refuseOwn(by: Staff, userId: number): void {
  if (by.id === userId) throw new AuthError('own_account')
}

const endingLogins = (environment: AdminEnvironment, userId: number, reason: SessionEnd, made: UserChange, act: Act): Promise<void> =>
  beginningEpoch(environment.clock, (now) => change(environment, userId, { ...made, endLogins: { now, reason } }, act))

async function change({ users }: AdminEnvironment, userId: number, made: UserChange, act: Act): Promise<void> {
  if (!(await users.change(userId, made, act))) throw new AuthError('no_such_user')
}

const actOf = (
  { clock }: AdminEnvironment,
  { id, client }: Staff,
  kind: AuditKind,
  rights: RightsChange = {},
  details: AuditDetails = {},
): Act => ({
  actorId: id,
  check: (actor, user) => requireRights(actor, user, rights),
  event: (user) => ({ kind, at: clock(), actor: `staff:${id}`, userId: user.id, username: user.username, client, details }),
})
