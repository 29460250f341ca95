import { resolve } from 'node:path'
import { loadKeys, type TokenKeys } from '@latchkey/tokens'
import type { UserModel } from '../db/user-model.ts'
import type { Config, DatabaseLocation, MountValues, ServiceValues } from './config.ts'
import { readConfigFile } from './config-file.ts'
import { MOUNT_SETTINGS, type MountName } from './mount-settings.ts'
import { ConfigProblems } from './problems.ts'
import { SERVICE_SETTINGS } from './service-settings.ts'
import { earlierSigningKey, ownSigningKey, readKeyText } from './signing-key.ts'
import { REMOVED_SETTINGS, SIMPLE_JWT_SETTINGS } from './simple-jwt-settings.ts'
import { Source } from './source.ts'
import { readUserModel } from './user-model.ts'
import { FILE_ONLY, idFieldOf, readUsers, withIdentifiers } from './users.ts'

type Environment = Readonly<Record<string, string | undefined>>

const CONFIG_PATH = 'LATCHKEY_CONFIG'
const SIGNING_KEY = 'SIMPLE_JWT_SIGNING_KEY'

type From = { env?: Environment; cwd?: string }

/**
 * Reads the environment and the config file, once. Throws {@link ConfigProblems} with every problem at once. Makes the signing key
 * of a new SQLite database, and nothing else.
 */
export async function loadConfig(from: From = {}): Promise<Config> {
  const { source, settings, database, keysWith } = await readSettings(from)
  // A configuration that will be refused must leave nothing behind.
  const keys = source.attempt(SIGNING_KEY, () => keysWith(source.problems.length === 0 ? ownSigningKey : () => null))
  if (!database || !keys || source.problems.length > 0) throw new ConfigProblems(source.problems)
  return Object.freeze({ ...settings, database, keys })
}

/**
 * Reads the same and makes nothing. `keys` is null where the first start would make one, and the reason in words where the given one
 * cannot be used. Throws {@link ConfigProblems} for anything else.
 */
export async function inspectConfig(from: From = {}): Promise<Omit<Config, 'keys'> & { readonly keys: TokenKeys | string | null }> {
  const { source, settings, database, keysWith } = await readSettings(from)
  if (!database || source.problems.length > 0) throw new ConfigProblems(source.problems)
  try {
    return { ...settings, database, keys: keysWith(earlierSigningKey) }
  } catch (error) {
    return { ...settings, database, keys: error instanceof Error ? error.message : 'it cannot be read' }
  }
}

/** The user model that a config file describes. Throws {@link ConfigProblems}. */
export async function loadUserModel(file: string, cwd: string): Promise<UserModel> {
  const { userModel } = await readFile({ [CONFIG_PATH]: file }, cwd)
  const model = userModel === undefined ? [`${file} describes no userModel`] : readUserModel(userModel)
  if ('length' in model) throw new ConfigProblems(model)
  return model
}

async function readSettings({ env = process.env, cwd = process.cwd() }: From) {
  const source = new Source(env, await readFile(env, cwd))
  source.refuseUnknown({
    settings: [SERVICE_SETTINGS, SIMPLE_JWT_SETTINGS, MOUNT_SETTINGS],
    mount: MOUNT_SETTINGS,
    removed: REMOVED_SETTINGS,
    others: [CONFIG_PATH],
    fileOnly: FILE_ONLY,
  })
  const service = source.values(SERVICE_SETTINGS)
  const { signingKey, verifyingKey, userIdField, ...values } = source.values(SIMPLE_JWT_SETTINGS)
  const users = readUsers(source)
  const simpleJwt = {
    ...values,
    userIdField: source.attempt('SIMPLE_JWT_USER_ID_FIELD', () => idFieldOf(userIdField, users.userModel)) ?? 'id',
  }
  const mounts = {
    root: mountValues(source, 'root'),
    auth: mountValues(source, 'auth'),
    api: mountValues(source, 'api'),
    trpc: mountValues(source, 'trpc'),
  }
  const userModel = withIdentifiers(users.userModel, [userIdField, ...Object.values(mounts).map(({ loginField }) => loginField)])
  refuseHalfMail(source, service)
  if (env[SIGNING_KEY] === '') source.refuse(SIGNING_KEY, 'is empty: give a key, or leave the name out')
  const database = source.attempt('DATABASE_URL', () => locateDatabase(service.databaseUrl, cwd))
  const keysWith = (ownKey: (database: DatabaseLocation) => string | null): TokenKeys | null =>
    database ? readKeys({ algorithm: simpleJwt.algorithm, signingKey, verifyingKey, database, cwd, ownKey }) : null
  return { source, settings: { service, simpleJwt, mounts, ...users, userModel }, database, keysWith }
}

function refuseHalfMail(source: Source, { smtpUrl, mailFrom, publicUrl }: ServiceValues): void {
  if (!smtpUrl) return
  if (publicUrl === null) source.refuse('LATCHKEY_PUBLIC_URL', 'must be given with SMTP_URL: the links in mails begin with it')
  if (mailFrom === null && smtpUrl.kind === 'smtp') source.refuse('MAIL_FROM', 'must be given with SMTP_URL: it is the sender of mails')
}

async function readFile(env: Environment, cwd: string): Promise<Record<string, unknown>> {
  try {
    return await readConfigFile(cwd, env[CONFIG_PATH] || undefined)
  } catch (error) {
    throw new ConfigProblems([error instanceof Error ? error.message : 'the config file cannot be read'])
  }
}

function mountValues(source: Source, mount: MountName): MountValues {
  const values = source.mountValues(MOUNT_SETTINGS, mount)
  // The typed face always rotates, and its sessions rest on the blacklist.
  if (mount === 'trpc') return { ...values, rotateRefreshTokens: true, blacklistAfterRotation: true }
  // Whoever speaks of rotation speaks SimpleJWT, where blacklisting is off unless it is asked for.
  const blacklistUnsaid = !source.isSaid(MOUNT_SETTINGS, 'blacklistAfterRotation', mount)
  return blacklistUnsaid && source.isSaid(MOUNT_SETTINGS, 'rotateRefreshTokens', mount)
    ? { ...values, blacklistAfterRotation: false }
    : values
}

/** Reads `sqlite:PATH` or `postgres://…`; paths are relative to `cwd`. Throws what completes the sentence "NAME …". */
export function locateDatabase(url: string, cwd: string): DatabaseLocation {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1]
  if (path !== undefined) return { kind: 'sqlite', path: path === ':memory:' ? path : resolve(cwd, path) }
  if (/^postgres(ql)?:\/\//.test(url)) {
    // The driver takes one without a host, too, for a socket that stands in its query.
    if (!URL.canParse(url) && !URL.canParse(url.replace('@/', '@host/'))) throw new Error('is not a URL: write special characters as %XX')
    return { kind: 'postgres', url }
  }
  throw new Error('must be sqlite:PATH or postgres://…')
}

function readKeys(from: {
  algorithm: string
  signingKey: string
  verifyingKey: string | null
  database: DatabaseLocation
  cwd: string
  /** Where a key comes from that is not given. */
  ownKey: (database: DatabaseLocation) => string | null
}): TokenKeys | null {
  const given = from.signingKey !== ''
  if (!given && !from.algorithm.startsWith('HS')) throw new Error(`must be given for ${from.algorithm}: a PEM, or @FILE`)
  const text = given ? readKeyText(from.signingKey, from.cwd) : from.ownKey(from.database)
  if (text === null) return null
  return loadKeys({
    algorithm: from.algorithm,
    signingKey: text,
    ...(from.verifyingKey === null ? {} : { verifyingKey: readKeyText(from.verifyingKey, from.cwd) }),
  })
}
