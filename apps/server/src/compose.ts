import { join } from 'node:path'
import { AuthError } from '@latchkey/contract'
import type { FastifyInstance } from 'fastify'
import type { AccountsEnvironment } from './accounts/accounts.ts'
import type { AuditStore } from './audit/audit-trail.ts'
import { Sealer } from './audit/sealer.ts'
import { restServices, restSettings } from './compose-rest.ts'
import { type Clock, composePurge, composeRules, systemClock, tokenSettings } from './compose-rules.ts'
import { createClaims, loginFieldOf } from './compose-users.ts'
import type { Config } from './config/config.ts'
import type { MountName } from './config/mount-settings.ts'
import type { Database } from './db/database.ts'
import { createStatisticsStore } from './db/statistics-store.ts'
import { createUserStore } from './db/user-store.ts'
import { type AppOptions, buildApp } from './http/app.ts'
import { createTypedServices, type StaffStores } from './http/trpc/typed-services.ts'
import type { MailProblem } from './mail/index.ts'
import { authenticateBearer } from './sessions/authenticate-bearer.ts'
import type { SessionsEnvironment } from './sessions/environment.ts'
import type { SessionLimits } from './sessions/limits.ts'
import { NotedUses } from './sessions/noted-uses.ts'
import { OpenTokens } from './sessions/open-tokens.ts'
import { startPurging } from './sessions/purge-timer.ts'

const WEB_ROOT = join(import.meta.dirname, '../../web/dist')

/** The typed face mints access tokens and takes nothing else. */
const TYPED_BEARER_CLASSES = ['AccessToken'] as const

/** Milliseconds that a stop waits for mail on its way. */
const MAIL_PATIENCE = 5_000

/** The whole service over an open database: stores, rules, both faces. */
export async function composeApp(
  config: Config,
  database: Database,
  { clock = systemClock, ...host }: { clock?: Clock } & Pick<AppOptions, 'logger' | 'timeouts'>,
): Promise<FastifyInstance> {
  const reportMail = (problem: MailProblem): void => app.log.warn({ mail: problem }, 'a mail did not leave')
  const rules = await composeRules(config, database, { clock, reportMail })
  const openTokens = new OpenTokens(config.keys)
  const notedUses = new NotedUses()
  const mount = (name: MountName): SessionsEnvironment => sessionsOf(config, name, { ...rules, openTokens, notedUses })
  const trpc = mount('trpc')
  const app: FastifyInstance = await buildApp({
    answers: () => database.answers(),
    rest: {
      services: restServices(config, { root: mount('root'), auth: mount('auth'), api: mount('api') }, rules.accounts),
      settings: restSettings(config),
    },
    trpc: {
      services: createTypedServices(trpc, staffStores(database, rules.audit), rules.email),
      authenticateBearer: (token) => authenticateBearer(trpc, token),
    },
    webRoot: WEB_ROOT,
    trustedProxies: config.service.trustedProxies,
    ...host,
  })
  const report = (error: unknown): void => {
    // A database that is away has its own line.
    if (!(error instanceof AuthError)) app.log.warn({ err: error }, 'the audit trail could not be sealed')
  }
  const reportPurge = (error: unknown): void => app.log.warn({ err: error }, 'what has expired could not be deleted')
  const sealer = new Sealer({ store: rules.seals, clock, report })
  let stopPurging = async (): Promise<void> => {}
  app.addHook('onClose', async () => {
    await stopPurging()
    await rules.mail?.close(MAIL_PATIENCE)
    await sealer.stop()
  })
  database.availability.watch((problem) => {
    if (problem === null) app.log.warn('the database can be used again')
    else app.log.error({ problem }, 'the database cannot be used')
  })
  // After the start, which must not wait for hashing.
  app.addHook('onListen', () => {
    sealer.start()
    const { purgeEvery } = config.service
    if (purgeEvery !== null) stopPurging = startPurging(composePurge(config, database, clock), purgeEvery, reportPurge)
    learnHashCosts(rules.accounts).catch((error: unknown) => app.log.warn({ err: error }, 'the cost of the stored hashes is not known'))
  })
  return app
}

const staffStores = (database: Database, audit: AuditStore): StaffStores => ({
  users: createUserStore(database),
  audit,
  statistics: createStatisticsStore(database),
})

const learnHashCosts = async ({ store, passwords }: AccountsEnvironment): Promise<void> => passwords.learn(await store.sampleHashes())

function sessionsOf(
  { service, simpleJwt, mounts, keys, userModel, claims }: Config,
  name: MountName,
  shared: Pick<SessionsEnvironment, 'accounts' | 'audit' | 'store' | 'openTokens' | 'notedUses' | 'clock'>,
): SessionsEnvironment {
  const mount = mounts[name]
  return {
    ...shared,
    tokens: tokenSettings({ service, simpleJwt, mounts, keys }, name),
    rotate: mount.rotateRefreshTokens,
    blacklistAfterRotation: mount.blacklistAfterRotation,
    // The typed face's sessions rest on the blacklist whatever SimpleJWT's app would do.
    blacklist: name === 'trpc' || service.blacklist,
    refreshGrace: service.refreshGrace,
    reuseEndsSession: service.refreshReuse === 'end-session',
    limits: limitsOf(mounts, name),
    namedLimits: limitsOf(mounts, 'trpc'),
    userIdField: simpleJwt.userIdField,
    checkUserIsActive: simpleJwt.checkUserIsActive,
    updateLastLogin: mount.updateLastLogin,
    // Sessions that are named end with the password anyway, and the one that changed it lives on.
    revokeClaim: simpleJwt.checkRevokeToken && name !== 'trpc' ? simpleJwt.revokeTokenClaim : null,
    bearerClasses: name === 'trpc' ? TYPED_BEARER_CLASSES : simpleJwt.authTokenClasses,
    namesSession: name === 'trpc',
    loginField: loginFieldOf(mount.loginField, userModel),
    claimsOf: claims && createClaims(claims, { store: shared.accounts.store, simpleJwt }),
  }
}

const limitsOf = (mounts: Config['mounts'], name: MountName): SessionLimits => ({
  lifetime: mounts[name].sessionLifetime,
  idle: mounts[name].sessionIdle,
})
