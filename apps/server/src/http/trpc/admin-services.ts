import type { AuditList, AuditPage, Statistics, User, UserDetails, UserUpdate } from '@latchkey/contract'
import type { AdminService, ClientInfo, Principal } from '@latchkey/contract/router'
import { type Bucket, type StatisticsEnvironment, statistics } from '../../admin/statistics.ts'
import type { ListedUser } from '../../admin/user-store.ts'
import {
  type AdminEnvironment,
  createUser,
  findUser,
  revokeUserSessions,
  type Staff,
  setUserActive,
  setUserPassword,
  type UserEdit,
  updateUser,
} from '../../admin/users.ts'
import type { AuditStore } from '../../audit/audit-trail.ts'
import type { Session } from '../../sessions/session.ts'
import { sentFields } from './sent-fields.ts'
import { toSummary } from './session-summary.ts'

/** What staff's procedures stand on. */
export interface StaffRules extends AdminEnvironment {
  /** The live sessions of an account. */
  listSessions(userId: number): Promise<readonly Session[]>
  readonly audit: Pick<AuditStore, 'list'>
  readonly statistics: StatisticsEnvironment
}

/** Puts the rules for staff into the words of the contract. */
export function createAdminServices(rules: StaffRules): AdminService {
  const details = async (principal: Principal, id: number): Promise<UserDetails> => {
    const user = await findUser(rules, id)
    const sessions = await rules.listSessions(id)
    return { ...toUser(user), profile: user.profile, sessions: sessions.map((session) => toSummary(session, principal.sessionId)) }
  }

  const by = ({ userId: id }: Principal, client: ClientInfo): Staff => ({ id, client })

  return {
    users: {
      list: async ({ page, perPage, ...query }) => {
        const { users, total } = await rules.users.list({ ...query, offset: (page - 1) * perPage, limit: perPage })
        return { users: users.map(toUser), total }
      },
      get: details,
      create: async (principal, user, client) => details(principal, await createUser(rules, by(principal, client), user)),
      update: async (principal, update, client) => {
        await updateUser(rules, by(principal, client), update.id, editOf(update))
        return details(principal, update.id)
      },
      setActive: async (principal, { id, isActive }, client) => {
        await setUserActive(rules, by(principal, client), id, isActive)
        return details(principal, id)
      },
      setPassword: (principal, { id, password }, client) => setUserPassword(rules, by(principal, client), id, password),
      revokeSessions: (principal, { id }, client) => revokeUserSessions(rules, by(principal, client), id),
    },

    audit: { list: (page) => listAudit(rules, page) },

    statistics: async ({ range }) => toStatistics(await statistics(rules.statistics, range), await rules.statistics.store.countUsers()),
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

/** An event too many is asked for: it tells that there is another page. */
async function listAudit(
  { audit, accounts }: StaffRules,
  { cursor, limit, username, since, until, ...page }: AuditPage,
): Promise<AuditList> {
  const named = username === undefined ? null : await accounts.store.findByUsername(username)
  if (username !== undefined && (!named || (page.userId ?? named.id) !== named.id)) return { events: [], next: null }
  const filter = sentFields({
    userId: named?.id ?? page.userId,
    kinds: page.kinds,
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
  })
  const found = await audit.list(filter, { after: cursor ? { id: cursor.id, at: new Date(cursor.at) } : null, limit: limit + 1 })
  const events = found.slice(0, limit).map((event) => ({ ...event, at: event.at.toISOString(), details: { ...event.details } }))
  const last = events.at(-1)
  return { events, next: found.length > limit && last ? { at: last.at, id: last.id } : null }
}

function toStatistics(buckets: readonly Bucket[], users: number): Statistics {
  const sum = (name: 'logins' | 'failures' | 'registrations'): number => buckets.reduce((total, bucket) => total + bucket[name], 0)
  return {
    buckets: buckets.map((bucket) => ({ ...bucket, since: bucket.since.toISOString(), until: bucket.until.toISOString() })),
    logins: sum('logins'),
    failures: sum('failures'),
    registrations: sum('registrations'),
    activeSessions: buckets.at(-1)?.activeSessions ?? 0,
    users,
  }
}
