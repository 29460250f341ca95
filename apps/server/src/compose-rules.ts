import { existsSync } from 'node:fs'
import type { TokenSettings } from '@latchkey/tokens'
import type { EmailEnvironment } from './accounts/email/email.ts'
import { createPasswordPolicy } from './accounts/password-policy/password-policy.ts'
import { hashThreads } from './accounts/passwords/hash-threads.ts'
import { PASSWORD_ALGORITHMS } from './accounts/passwords/hashers.ts'
import { createPasswords } from './accounts/passwords/passwords.ts'
import type { AuditStore } from './audit/audit-trail.ts'
import type { SealStore } from './audit/seal-store.ts'
import type { Config, DatabaseLocation } from './config/config.ts'
import type { MountName } from './config/mount-settings.ts'
import { createAccountStore } from './db/account-store.ts'
import { createAuditStore } from './db/audit-store.ts'
import type { Database } from './db/database.ts'
import { createLimitStore } from './db/limit-store.ts'
import { isDjangos } from './db/migrate.ts'
import { createOneTimeTokenStore } from './db/one-time-token-store.ts'
import { openDatabaseAt } from './db/open-database.ts'
import { createPurgeStore } from './db/purge-store.ts'
import { createSealStore } from './db/seal-store.ts'
import { createSessionStore } from './db/session-store.ts'
import { openSqliteReadOnly } from './db/sqlite/read-only.ts'
import { createLimits, type Limits, NO_LIMITS } from './limits/limits.ts'
import { createOutgoingMail, type MailProblem, type OutgoingMail } from './mail/index.ts'
import type { PasswordEnvironment } from './sessions/password.ts'
import type { PurgeEnvironment } from './sessions/purge.ts'

export type { Database } from './db/database.ts'
export { migrate, pendingMigrations } from './db/migrate.ts'

const DEVELOPMENT_SENDER = 'Latchkey <latchkey@localhost>'
export type Clock = () => Date
export const systemClock: Clock = () => new Date()

/** Opens the database that the configuration names. */
export function openDatabase({ database, userModel, service }: Pick<Config, 'database' | 'userModel' | 'service'>): Promise<Database> {
  const { postgresPool: poolSize, postgresStatementTimeout } = service
  return openDatabaseAt(database, { userModel, poolSize, statementTimeout: postgresStatementTimeout * 1000 })
}

/** Whether a SQLite database has no file yet. */
export const isMissing = (database: DatabaseLocation): boolean =>
  database.kind === 'sqlite' && (database.path === ':memory:' || !existsSync(database.path))

/** Opens a database to read it and nothing else; null where there is none. */
export async function openReadOnly({ database, userModel }: Pick<Config, 'database' | 'userModel'>): Promise<Database | null> {
  if (database.kind === 'postgres') {
    const { openPostgres } = await import('./db/postgres/index.ts')
    return await openPostgres(database.url, { userModel, readOnly: true })
  }
  return isMissing(database) ? null : openSqliteReadOnly(database.path, userModel)
}

/** The rules and stores that commands and faces share, over an open database. */
export interface Composed extends PasswordEnvironment {
  readonly audit: AuditStore
  readonly seals: SealStore
  readonly email: EmailEnvironment
  /** Null where no mail is configured. Whoever composes closes it. */
  readonly mail: OutgoingMail | null
}

/** To be called before anything is composed in one of several processes that serve together: each hashes on its share of the cores. */
export const shareCores = (processes: number): void => hashThreads.shareAmong(processes)

export async function composeRules(
  config: Config,
  database: Database,
  { clock = systemClock, reportMail = () => {} }: { clock?: Clock; reportMail?: (problem: MailProblem) => void } = {},
): Promise<Composed> {
  const passwords = createPasswords({ algorithms: await passwordAlgorithms(config, database) })
  const passwordPolicy = createPasswordPolicy(config.service.authPasswordValidators, serviceNames(config))
  const audit = createAuditStore(database)
  const accounts = {
    store: createAccountStore(database),
    passwords,
    passwordPolicy,
    audit,
    limits: attemptLimits(config, database, clock),
    clock,
  }
  const mail = mailOf(config, reportMail)
  const email = {
    accounts,
    oneTimeTokens: createOneTimeTokenStore(database),
    lifetimes: {
      reset_password: config.service.passwordResetLifetime,
      verify_email: config.service.emailVerificationLifetime,
      change_email: config.service.emailVerificationLifetime,
    },
    mailer: mail,
    clock,
  }
  return { accounts, store: createSessionStore(database), audit, seals: createSealStore(database), email, mail, clock }
}

/** What people call this service: its own name, and the host that they reach it at. */
const serviceNames = ({ service: { publicUrl, authPasswordValidators } }: Config): string[] =>
  authPasswordValidators.length === 0 ? [] : ['latchkey', ...(publicUrl === null ? [] : [new URL(publicUrl).host])]

function mailOf({ service }: Config, report: (problem: MailProblem) => void): OutgoingMail | null {
  const { smtpUrl: way, publicUrl, mailFrom, mailTemplates: templates } = service
  if (!way || publicUrl === null) return null
  return createOutgoingMail({ way, from: mailFrom ?? DEVELOPMENT_SENDER, publicUrl, templates }, report)
}

const attemptLimits = ({ service }: Config, database: Database, clock: Clock): Limits =>
  service.throttle
    ? createLimits({
        store: createLimitStore(database),
        settings: {
          login_account: service.limitLoginAccount,
          login_device: service.limitLoginAccount,
          login_address: service.limitLoginAddress,
          registration: service.limitRegistration,
          mail_account: service.limitMailAccount,
          mail_address: service.limitMailAddress,
        },
        clock,
      })
    : NO_LIMITS

/** What is configured; else argon2 first, but in a database that Django made, what any Django can read. */
export async function passwordAlgorithms({ service }: Pick<Config, 'service'>, database: Database | null): Promise<readonly string[]> {
  if (service.passwordHashers.length > 0) return service.passwordHashers
  const djangos = 'pbkdf2_sha256'
  return database && (await isDjangos(database))
    ? [djangos, ...PASSWORD_ALGORITHMS.filter((name) => name !== djangos)]
    : PASSWORD_ALGORITHMS
}

/** What the deletion of what has expired stands on. */
export const composePurge = ({ simpleJwt, mounts }: Config, database: Database, clock: Clock): PurgeEnvironment => ({
  store: createPurgeStore(database),
  leeway: simpleJwt.leeway,
  accessLifetime: Math.max(...Object.values(mounts).map(({ accessTokenLifetime }) => accessTokenLifetime)),
  clock,
})

/** How one mount's tokens are made and read. */
export function tokenSettings(
  { service, simpleJwt, mounts, keys }: Pick<Config, 'service' | 'simpleJwt' | 'mounts' | 'keys'>,
  name: MountName,
): TokenSettings {
  const mount = mounts[name]
  return {
    keys,
    issuer: simpleJwt.issuer,
    audience: simpleJwt.audience,
    leeway: simpleJwt.leeway,
    accessLifetime: mount.accessTokenLifetime,
    // The first token of a session, as the later ones, lives no longer than the session may.
    refreshLifetime: Math.min(mount.refreshTokenLifetime, mount.sessionLifetime ?? Number.POSITIVE_INFINITY),
    slidingLifetime: mount.slidingTokenLifetime,
    slidingRefreshLifetime: mount.slidingTokenRefreshLifetime,
    tokenTypeClaim: simpleJwt.tokenTypeClaim,
    jtiClaim: simpleJwt.jtiClaim,
    userIdClaim: simpleJwt.userIdClaim,
    slidingRefreshExpClaim: simpleJwt.slidingRefreshExpClaim,
    // A wart of 5.2, the copied `iat`, is kept for REST clients alone.
    dialect: name === 'trpc' ? '5.5' : service.dialect,
  }
}
