import type { Account as AccountReply, VerifiedToken } from '@latchkey/contract'
import { AuthError } from '@latchkey/contract'
import type {
  AccountService,
  AdminService,
  AuthService,
  GreetingService,
  IssuedTokens,
  Principal,
  SessionService,
} from '@latchkey/contract/router'
import { int } from '@latchkey/python'
import type { Account } from '../../accounts/account.ts'
import type { EmailEnvironment } from '../../accounts/email/email.ts'
import { checkNewPassword } from '../../accounts/password-policy/password-policy.ts'
import { register } from '../../accounts/register.ts'
import type { StatisticsStore } from '../../admin/statistics.ts'
import type { UserStore } from '../../admin/user-store.ts'
import type { AuditStore } from '../../audit/audit-trail.ts'
import { greetings } from '../../greetings.ts'
import { revokeAll, revokeOthers } from '../../sessions/end-all.ts'
import type { SessionsEnvironment } from '../../sessions/environment.ts'
import { logout } from '../../sessions/logout.ts'
import { sessionIdOf } from '../../sessions/named-session.ts'
import { beginSession, type IssuedPair, obtainPair } from '../../sessions/obtain.ts'
import { blacklisted } from '../../sessions/read-token.ts'
import { refresh } from '../../sessions/refresh.ts'
import { revoke } from '../../sessions/revoke.ts'
import { stateOf } from '../../sessions/session-state.ts'
import { verify } from '../../sessions/verify.ts'
import { toReply } from './account-reply.ts'
import { createAccountService } from './account-service.ts'
import { createAdminServices } from './admin-services.ts'
import { toSummary } from './session-summary.ts'

/** The services that the typed face's procedures call. */
export interface TypedServices {
  readonly auth: AuthService
  readonly account: AccountService
  readonly sessions: SessionService
  readonly admin: AdminService
  readonly greetings: GreetingService
}

/** What staff alone look at. */
export interface StaffStores {
  readonly users: UserStore
  readonly audit: AuditStore
  readonly statistics: StatisticsStore
}

/** Puts the rules into the words of the contract. */
export function createTypedServices(environment: SessionsEnvironment, staff: StaffStores, email: EmailEnvironment): TypedServices {
  const { accounts } = environment

  const reply = async (account: Account): Promise<AccountReply> => toReply(account, await accounts.store.profileOf(account.id))

  const current = async ({ userId }: Principal): Promise<Account> => {
    const account = await accounts.store.findById(userId)
    if (!account) throw new AuthError('user_not_found')
    return account
  }

  return {
    auth: {
      register: async (input, client) => {
        checkNewPassword(accounts.passwordPolicy, input.password, { ...input, firstName: '', lastName: '' }, 'password')
        const account = await register(accounts, input, client)
        const pair = await beginSession(environment, account, { client, profileClaims: false })
        if (!pair) throw new AuthError('no_active_account')
        return { ...issued(pair), account: await reply(account) }
      },
      login: async (input, client, ownToken) => {
        const pair = await obtainPair(environment, input, { client, ownToken, profileClaims: false })
        return { ...issued(pair), account: await reply(pair.account) }
      },
      refresh: async (token, client) => {
        const { access, refresh: successor } = await refresh(environment, token, client)
        if (!successor) throw new TypeError('The typed face must rotate its refresh tokens.')
        return issued({ access, refresh: successor })
      },
      logout: (token, client) => logout(environment, token, client),
      verify: (token) => verifyToken(environment, token),
      me: async (principal) => reply(await current(principal)),
    },

    account: createAccountService(environment, email, { current, audit: staff.audit }),

    sessions: {
      list: async (principal) => {
        const sessions = await environment.store.listLive(principal.userId, environment.clock())
        return sessions.map((session) => toSummary(session, principal.sessionId))
      },
      revoke: ({ userId, username }, id, client) => revoke(environment, { id: userId, username }, id, client),
      revokeOthers: async ({ userId, username, sessionId }, client) => ({
        count: await revokeOthers(environment, { id: userId, username }, { sessionId, client }),
      }),
      revokeAll: async ({ userId, username, sessionId }, client) => ({
        count: await revokeAll(environment, { id: userId, username }, { actor: `user:${userId}`, sessionId, client }),
      }),
    },

    admin: createAdminServices({
      users: staff.users,
      audit: staff.audit,
      statistics: { audit: staff.audit, store: staff.statistics, clock: environment.clock },
      accounts,
      clock: environment.clock,
      listSessions: (userId) => environment.store.listLive(userId, environment.clock()),
    }),

    greetings,
  }
}

const issued = ({ access, refresh }: IssuedPair): IssuedTokens => ({
  access,
  refresh: refresh.token,
  refreshExpiresAt: new Date(refresh.expiresAt * 1000),
})

async function verifyToken(environment: SessionsEnvironment, token: string): Promise<VerifiedToken> {
  const claims = await verify(environment, token)
  const sessionId = sessionIdOf(claims)
  if (sessionId !== null && (await stateOf(environment, sessionId)) === 'ended') throw blacklisted()
  const type = claims.get(environment.tokens.tokenTypeClaim)
  const expiry = claims.get('exp')
  const seconds = expiry === undefined ? 0 : Number(int(expiry))
  return { tokenType: typeof type === 'string' ? type : null, expiresAt: new Date(seconds * 1000).toISOString() }
}
