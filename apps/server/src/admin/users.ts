import { AuthError, type NewUser } from '@latchkey/contract'
import { type Account, BLANK_PROFILE, type Profile } from '../accounts/account.ts'
import type { AccountsEnvironment } from '../accounts/accounts.ts'
import { checkNewPassword } from '../accounts/password-policy/password-policy.ts'
import { normalizeEmail, taken } from '../accounts/register.ts'
import { type RightsChange, requireRights } from './rights.ts'
import type { ListedUser, UserChange, UserStore } from './user-store.ts'

/** What the rules for staff stand on. */
export interface AdminEnvironment {
  readonly users: UserStore
  readonly accounts: AccountsEnvironment
  readonly clock: () => Date
}

/** Who acts, and on whom. */
export interface Parties {
  readonly actorId: number
  readonly userId: number
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
 * Makes an account that can sign in; returns its id. Throws `permission_denied`, or `invalid_input` for a name that is taken and a
 * password that the policy refuses.
 */
export async function createUser({ users, accounts, clock }: AdminEnvironment, actorId: number, user: NewUser): Promise<number> {
  const { isStaff, isSuperuser } = user
  checkNewPassword(accounts.passwordPolicy, user.password, { ...user, firstName: user.fullName, lastName: '' }, 'password')
  const id = await users.create(
    actorId,
    {
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
    },
    (actor) => requireRights(actor, null, { isStaff, isSuperuser }),
  )
  if (id === null) throw await taken(accounts.store, { email: normalizeEmail(user.email) })
  return id
}

async function change(
  { users }: AdminEnvironment,
  { actorId, userId }: Parties,
  made: UserChange,
  rights: RightsChange = {},
): Promise<void> {
  const found = await users.change(actorId, userId, made, (actor, user) => requireRights(actor, user, rights))
  if (!found) throw new AuthError('no_such_user')
}

/** Changes fields and rights. All of these throw what {@link requireRights} does, and `no_such_user`. */
export const updateUser = (environment: AdminEnvironment, parties: Parties, { account, profile }: UserEdit): Promise<void> => {
  const { email } = account
  const kept = email === undefined ? account : { ...account, email: normalizeEmail(email) }
  return change(environment, parties, { account: kept, profile }, account)
}

/** Lets an account sign in, or no longer; then its sessions end in the same step. */
export const setUserActive = (environment: AdminEnvironment, parties: Parties, isActive: boolean): Promise<void> =>
  change(environment, parties, { account: { isActive }, ...(isActive ? {} : { endSessionsAt: environment.clock() }) }, { isActive })

/** Gives an account a new password and ends its sessions, in one step. */
export async function setUserPassword(environment: AdminEnvironment, parties: Parties, password: string): Promise<void> {
  const { store, passwords, passwordPolicy } = environment.accounts
  checkNewPassword(passwordPolicy, password, await store.findById(parties.userId), 'password')
  const hash = await passwords.hash(password)
  await change(environment, parties, { account: { password: hash }, endSessionsAt: environment.clock() })
}

/** Logs an account out everywhere. */
export const revokeUserSessions = (environment: AdminEnvironment, parties: Parties): Promise<void> =>
  change(environment, parties, { endSessionsAt: environment.clock() })
