import type { AccountsEnvironment } from './accounts/accounts.ts'
import { createPasswordPolicy } from './accounts/password-policy/password-policy.ts'
import { register } from './accounts/register.ts'
import { loginNameOf } from './compose-users.ts'
import type { Config } from './config/config.ts'
import { greetings } from './greetings.ts'
import type { RestServices, RestSettings, TokenRules } from './http/rest/rest-services.ts'
import { authenticateBearer } from './sessions/authenticate-bearer.ts'
import { blacklist } from './sessions/blacklist.ts'
import type { SessionsEnvironment } from './sessions/environment.ts'
import { obtainPair, obtainSliding } from './sessions/obtain.ts'
import { refresh } from './sessions/refresh.ts'
import { refreshSliding } from './sessions/refresh-sliding.ts'
import { verify } from './sessions/verify.ts'

/** The rules in the words of the REST face. */
export function restServices(
  { service, mounts: settings, userModel, registration }: Config,
  mounts: Record<'root' | 'auth' | 'api', SessionsEnvironment>,
  accounts: AccountsEnvironment,
): RestServices {
  const rules = (name: 'root' | 'auth' | 'api'): TokenRules => ({
    ...tokenRules(mounts[name]),
    loginField: loginNameOf(settings[name].loginField, userModel),
  })
  // REST answers in Django's words alone.
  const djangosPolicy = createPasswordPolicy(service.authPasswordValidators)
  return {
    mounts: { root: rules('root'), auth: rules('auth'), api: rules('api') },
    bearer: {
      authenticateBearer: async (token) => {
        const { account, sessionId } = await authenticateBearer(mounts.api, token)
        return { userId: account.id, username: account.username, isStaff: account.isStaff, sessionId }
      },
    },
    registration: {
      loginField: userModel.login,
      register: (input, client) => register(accounts, input, client, registration ?? {}),
      usernameTaken: (username) => accounts.store.isTaken('username', username),
      ...(service.passwordValidators === 'django' ? { passwordMessages: (password) => djangosPolicy.messages(password, null) } : {}),
      emailTaken: (email) => accounts.store.isTaken('email', email),
    },
    greetings,
  }
}

const tokenRules = (environment: SessionsEnvironment): Omit<TokenRules, 'loginField'> => ({
  obtainPair: async (credentials, options) => {
    const { access, refresh: minted } = await obtainPair(environment, credentials, options)
    return { access, refresh: minted.token }
  },
  obtainSliding: (credentials, origin) => obtainSliding(environment, credentials, origin),
  refresh: async (token, client) => {
    const { access, refresh: minted } = await refresh(environment, token, client)
    return { access, refresh: minted?.token ?? null }
  },
  refreshSliding: (token) => refreshSliding(environment, token),
  verify: async (token) => {
    await verify(environment, token)
  },
  blacklist: (token, client) => blacklist(environment, token, client),
})

/** What the configuration says of the REST face. */
export const restSettings = ({ service, simpleJwt, registration }: Config): RestSettings => ({
  dialect: service.dialect,
  browsable: service.browsable,
  appendSlash: service.appendSlash,
  allowedHosts: service.allowedHosts,
  corsOrigins: service.corsOrigins,
  authHeaderTypes: simpleJwt.authHeaderTypes,
  authHeaderName: simpleJwt.authHeaderName
    .replace(/^HTTP_/, '')
    .replaceAll('_', '-')
    .toLowerCase(),
  registerUniqueEmail: service.registerUniqueEmail,
  registration,
  dashboardForm: service.dashboardBody === 'form',
  refreshExpClaim: simpleJwt.slidingRefreshExpClaim,
})
