import { join } from 'node:path'
import type { TokenSettings } from '@latchkey/tokens'
import type { FastifyInstance } from 'fastify'
import type { AccountsEnvironment } from './accounts/accounts.ts'
import { djangoPasswordMessages } from './accounts/password-policy/django-validators.ts'
import { createPasswords } from './accounts/passwords/passwords.ts'
import { register } from './accounts/register.ts'
import type { Config } from './config/config.ts'
import type { MountName } from './config/mount-settings.ts'
import { createAccountStore } from './db/account-store.ts'
import type { Database } from './db/database.ts'
import { createSessionStore } from './db/session-store.ts'
import { openSqlite } from './db/sqlite/index.ts'
import { greetings } from './greetings.ts'
import { type AppOptions, buildApp } from './http/app.ts'
import type { RestServices, RestSettings, TokenRules } from './http/rest/rest-services.ts'
import { authenticateBearer } from './sessions/authenticate-bearer.ts'
import { blacklist } from './sessions/blacklist.ts'
import type { SessionsEnvironment } from './sessions/environment.ts'
import { obtainPair, obtainSliding } from './sessions/obtain.ts'
import { OpenTokens } from './sessions/open-tokens.ts'
import { refresh } from './sessions/refresh.ts'
import { refreshSliding } from './sessions/refresh-sliding.ts'
import { verify } from './sessions/verify.ts'

const WEB_ROOT = join(import.meta.dirname, '../../web/dist')

type Clock = () => Date
const systemClock: Clock = () => new Date()

/** Opens the database that the configuration names. */
export const openDatabase = ({ database }: Pick<Config, 'database'>): Database => openSqlite(database.path)

/** The rules about accounts over an open database. */
export const composeAccounts = ({ service }: Config, database: Database, clock: Clock = systemClock): AccountsEnvironment => ({
  store: createAccountStore(database),
  passwords: createPasswords({ algorithms: service.passwordHashers }),
  clock,
})

/** The whole service over an open database: stores, rules, both faces. */
export async function composeApp(
  config: Config,
  database: Database,
  { clock = systemClock, ...host }: { clock?: Clock } & Pick<AppOptions, 'logger' | 'timeouts'>,
): Promise<FastifyInstance> {
  const accounts = composeAccounts(config, database, clock)
  const store = createSessionStore(database)
  const openTokens = new OpenTokens(config.keys)
  const mount = (name: MountName): SessionsEnvironment => sessionsOf(config, name, { accounts, store, openTokens, clock })
  const app = await buildApp({
    rest: {
      services: restServices(config, { root: mount('root'), auth: mount('auth'), api: mount('api') }, accounts),
      settings: restSettings(config),
    },
    trpc: mount('trpc'),
    webRoot: WEB_ROOT,
    ...host,
  })
  // After the start, which must not wait for hashing.
  app.addHook('onListen', () => {
    learnHashCosts(accounts).catch((error: unknown) => app.log.warn({ err: error }, 'the cost of the stored hashes is not known'))
  })
  return app
}

const learnHashCosts = async ({ store, passwords }: AccountsEnvironment): Promise<void> => passwords.learn(await store.sampleHashes())

function sessionsOf(
  { service, simpleJwt, mounts, keys }: Config,
  name: MountName,
  shared: Pick<SessionsEnvironment, 'accounts' | 'store' | 'openTokens' | 'clock'>,
): SessionsEnvironment {
  const mount = mounts[name]
  const tokens: TokenSettings = {
    keys,
    issuer: simpleJwt.issuer,
    audience: simpleJwt.audience,
    leeway: simpleJwt.leeway,
    accessLifetime: mount.accessTokenLifetime,
    refreshLifetime: mount.refreshTokenLifetime,
    slidingLifetime: mount.slidingTokenLifetime,
    slidingRefreshLifetime: mount.slidingTokenRefreshLifetime,
    tokenTypeClaim: simpleJwt.tokenTypeClaim,
    jtiClaim: simpleJwt.jtiClaim,
    userIdClaim: simpleJwt.userIdClaim,
    slidingRefreshExpClaim: simpleJwt.slidingRefreshExpClaim,
    // A wart of 5.2, the copied `iat`, is kept for REST clients alone.
    dialect: name === 'trpc' ? '5.5' : service.dialect,
  }
  return {
    ...shared,
    tokens,
    rotate: mount.rotateRefreshTokens,
    blacklistAfterRotation: mount.blacklistAfterRotation,
    // The typed face's sessions rest on the blacklist whatever SimpleJWT's app would do.
    blacklist: name === 'trpc' || service.blacklist,
    refreshGrace: service.refreshGrace,
    reuseEndsSession: service.refreshReuse === 'end-session',
    userIdField: simpleJwt.userIdField,
    checkUserIsActive: simpleJwt.checkUserIsActive,
    updateLastLogin: mount.updateLastLogin,
    revokeClaim: simpleJwt.checkRevokeToken ? simpleJwt.revokeTokenClaim : null,
    bearerClasses: simpleJwt.authTokenClasses,
    namesSession: name === 'trpc',
  }
}

function restServices(
  { service }: Config,
  mounts: Record<'root' | 'auth' | 'api', SessionsEnvironment>,
  accounts: AccountsEnvironment,
): RestServices {
  return {
    mounts: { root: tokenRules(mounts.root), auth: tokenRules(mounts.auth), api: tokenRules(mounts.api) },
    bearer: {
      authenticateBearer: async (token) => {
        const { account, sessionId } = await authenticateBearer(mounts.api, token)
        return { userId: account.id, username: account.username, isStaff: account.isStaff, sessionId }
      },
    },
    registration: {
      register: (input) => register(accounts, input),
      usernameTaken: async (username) => (await accounts.store.findByUsername(username)) !== null,
      ...(service.passwordValidators === 'django' ? { passwordMessages: djangoPasswordMessages } : {}),
      emailTaken: async (email) => (await accounts.store.findByEmail(email)) !== null,
    },
    greetings,
  }
}

const tokenRules = (environment: SessionsEnvironment): TokenRules => ({
  obtainPair: async (credentials, options) => {
    const { access, refresh: minted } = await obtainPair(environment, credentials, options)
    return { access, refresh: minted.token }
  },
  obtainSliding: (credentials) => obtainSliding(environment, credentials),
  refresh: async (token, client) => {
    const { access, refresh: minted } = await refresh(environment, token, client)
    return { access, refresh: minted?.token ?? null }
  },
  refreshSliding: (token) => refreshSliding(environment, token),
  verify: async (token) => {
    await verify(environment, token)
  },
  blacklist: (token) => blacklist(environment, token),
})

const restSettings = ({ service, simpleJwt }: Config): RestSettings => ({
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
  refreshExpClaim: simpleJwt.slidingRefreshExpClaim,
})
