import type { User, UserDetails, UserUpdate } from '@latchkey/contract'
import type { AdminService, Principal } from '@latchkey/contract/router'
import type { ListedUser } from '../../admin/user-store.ts'
import {
  type AdminEnvironment,
  createUser,
  findUser,
  revokeUserSessions,
  setUserActive,
  setUserPassword,
  type UserEdit,
  updateUser,
} from '../../admin/users.ts'
import type { Session } from '../../sessions/session.ts'
import { sentFields } from './sent-fields.ts'
import { toSummary } from './session-summary.ts'

/** What staff's procedures stand on. */
export interface StaffRules extends AdminEnvironment {
  /** The live sessions of an account. */
  listSessions(userId: number): Promise<readonly Session[]>
}

/** Puts the rules for staff into the words of the contract. */
export function createAdminServices(rules: StaffRules): AdminService {
  const details = async (principal: Principal, id: number): Promise<UserDetails> => {
    const user = await findUser(rules, id)
    const sessions = await rules.listSessions(id)
    return { ...toUser(user), profile: user.profile, sessions: sessions.map((session) => toSummary(session, principal.sessionId)) }
  }

  const changed = async (principal: Principal, id: number, change: Promise<void>): Promise<UserDetails> => {
    await change
    return details(principal, id)
  }

  const parties = ({ userId: actorId }: Principal, userId: number) => ({ actorId, userId })

  return {
    users: {
      list: async ({ page, perPage, ...query }) => {
        const { users, total } = await rules.users.list({ ...query, offset: (page - 1) * perPage, limit: perPage })
        return { users: users.map(toUser), total }
      },
      get: details,
      create: async (principal, user) => details(principal, await createUser(rules, principal.userId, user)),
      update: (principal, update) => changed(principal, update.id, updateUser(rules, parties(principal, update.id), editOf(update))),
      setActive: (principal, { id, isActive }) => changed(principal, id, setUserActive(rules, parties(principal, id), isActive)),
      setPassword: (principal, { id, password }) => setUserPassword(rules, parties(principal, id), password),
      revokeSessions: (principal, { id }) => revokeUserSessions(rules, parties(principal, id)),
    },
  }
}

const toUser = ({ account, profile }: ListedUser): User => ({
  id: account.id,
  username: account.username,
  email: account.email,
  fullName: profile.fullName || `${account.firstName} ${account.lastName}`.trim(),
  isActive: account.isActive,
  isStaff: account.isStaff,
  isSuperuser: account.isSuperuser,
  dateJoined: account.dateJoined.toISOString(),
  lastLogin: account.lastLogin?.toISOString() ?? null,
})

const editOf = ({ email, isStaff, isSuperuser, fullName, bio, image, verified }: UserUpdate): UserEdit => ({
  account: sentFields({ email, isStaff, isSuperuser }),
  profile: sentFields({ fullName, bio, image, verified }),
})
