import { flag, lifetime, limit, optionalText } from './readers.ts'
import { type Setting, setting } from './setting.ts'

/** Where Latchkey answers: `/`, `/auth/`, `/api/` and `/trpc`, each in the stead of other backends. */
export const MOUNTS = ['root', 'auth', 'api', 'trpc'] as const
export type MountName = (typeof MOUNTS)[number]

/** A setting whose default differs from mount to mount. */
export interface MountSetting<T> extends Setting<T> {
  readonly standards: Readonly<Record<MountName, T>>
}

const MINUTE = 60
const DAY = 86_400

const perMount = <T>(base: Setting<T>, standards: Partial<Record<MountName, T>>): MountSetting<T> => ({
  ...base,
  standards: { root: base.standard, auth: base.standard, api: base.standard, trpc: base.standard, ...standards },
})

/** The settings that each mount may have its own value for, by their names in `latchkey.config.ts`. */
export const MOUNT_SETTINGS = {
  accessTokenLifetime: perMount(
    setting('SIMPLE_JWT_ACCESS_TOKEN_LIFETIME', lifetime, {
      standard: 5 * MINUTE,
      standardText: '`/` 10m, `/auth/` 5m, `/api/` 15m, `/trpc` 15m',
      about: 'life of access tokens',
    }),
    { root: 10 * MINUTE, api: 15 * MINUTE, trpc: 15 * MINUTE },
  ),
  refreshTokenLifetime: perMount(
    setting('SIMPLE_JWT_REFRESH_TOKEN_LIFETIME', lifetime, {
      standard: DAY,
      standardText: '`/` 1d, `/auth/` 1d, `/api/` 7d, `/trpc` 7d',
      about: 'life of refresh tokens',
    }),
    { api: 7 * DAY, trpc: 7 * DAY },
  ),
  rotateRefreshTokens: perMount(
    setting('SIMPLE_JWT_ROTATE_REFRESH_TOKENS', flag, {
      standard: false,
      standardText: 'on for `/`, else off; `/trpc` always rotates',
      about: 'a refresh also gives a new refresh token',
    }),
    { root: true, trpc: true },
  ),
  blacklistAfterRotation: perMount(
    setting('SIMPLE_JWT_BLACKLIST_AFTER_ROTATION', flag, {
      standard: false,
      standardText: 'on for `/` unless rotation is set by you, else off; `/trpc` always does',
      about: 'a rotated refresh token is spent; verify asks the blacklist',
    }),
    { root: true, trpc: true },
  ),
  updateLastLogin: perMount(
    setting('SIMPLE_JWT_UPDATE_LAST_LOGIN', flag, { standard: false, standardText: 'off', about: 'logins write `last_login`' }),
    {},
  ),
  slidingTokenLifetime: perMount(
    setting('SIMPLE_JWT_SLIDING_TOKEN_LIFETIME', lifetime, { standard: 5 * MINUTE, standardText: '5m', about: 'life of sliding tokens' }),
    {},
  ),
  slidingTokenRefreshLifetime: perMount(
    setting('SIMPLE_JWT_SLIDING_TOKEN_REFRESH_LIFETIME', lifetime, {
      standard: DAY,
      standardText: '1d',
      about: 'how long a sliding token can be refreshed',
    }),
    {},
  ),
  sessionLifetime: perMount<number | null>(
    setting('LATCHKEY_SESSION_LIFETIME', limit, {
      standard: null,
      standardText: 'off; `/trpc` 30d',
      about: 'when a login ends, however often its refresh token is renewed; no refresh token outlives it. `off`: never',
    }),
    { trpc: 30 * DAY },
  ),
  sessionIdle: perMount<number | null>(
    setting('LATCHKEY_SESSION_IDLE', limit, {
      standard: null,
      standardText: 'off',
      about: 'how long a login may go unused before it ends, where that is less than the life of a refresh token',
    }),
    {},
  ),
  loginField: perMount(
    setting('LATCHKEY_LOGIN_FIELD', optionalText, {
      standard: null,
      standardText: "the user model's login column: `username`",
      about: 'what REST bodies call the login name; `email` also has it looked for among the e-mail addresses',
    }),
    {},
  ),
}
