import { DJANGO_PASSWORD_POLICY } from '../accounts/password-policy/password-policy.ts'
import { LIMIT_SETTINGS } from './limit-settings.ts'
import { MAIL_SETTINGS } from './mail-settings.ts'
import { passwordHashers } from './password-hashers.ts'
import { passwordValidators } from './password-validators.ts'
import { choice, duration, flag, hosts, lifetime, limit, origins, port, positive, proxies, text } from './readers.ts'
import { setting } from './setting.ts'

/** The settings of the service itself, by their names in `latchkey.config.ts`. */
export const SERVICE_SETTINGS = {
  host: setting('HOST', text, { standard: '127.0.0.1', about: 'address to listen on' }),
  port: setting('PORT', port, { standard: 8000, about: 'port to listen on' }),
  databaseUrl: setting('DATABASE_URL', text, { standard: 'sqlite:data/latchkey.db', about: '`sqlite:PATH` or `postgres://…`' }),
  postgresPool: setting('LATCHKEY_POSTGRES_POOL', positive, {
    standard: 10,
    about: 'connections to PostgreSQL that a process makes at most (two more for migrations and commands)',
  }),
  postgresStatementTimeout: setting('LATCHKEY_POSTGRES_STATEMENT_TIMEOUT', lifetime, {
    standard: 10,
    standardText: '10s',
    about: 'how long a statement of a request may take on PostgreSQL; the request is answered with 503 then',
  }),
  dialect: setting('LATCHKEY_DIALECT', choice('5.2', '5.5'), {
    standard: '5.2',
    about: "which SimpleJWT's words and types the REST face speaks: `5.2` or `5.5`",
  }),
  refreshGrace: setting('LATCHKEY_REFRESH_GRACE', duration, {
    standard: 30,
    standardText: '30s',
    about: 'how long a rotated refresh token gets the same successor again (a lost reply, two tabs); `0` for never',
  }),
  refreshReuse: setting('LATCHKEY_REFRESH_REUSE', choice('end-session', 'refuse'), {
    standard: 'end-session',
    about: 'what a spent refresh token does: `end-session`, or `refuse` and nothing else',
  }),
  blacklist: setting('LATCHKEY_BLACKLIST', flag, { standard: true, about: "`off`: as without SimpleJWT's blacklist app (REST only)" }),
  browsable: setting('LATCHKEY_BROWSABLE', flag, {
    standard: true,
    about: "replies carry `Vary: Accept` and a browser gets a page, as with DRF's default renderers",
  }),
  allowedHosts: setting('LATCHKEY_ALLOWED_HOSTS', hosts, {
    standard: ['*'],
    standardText: 'any',
    about: "Django's `ALLOWED_HOSTS`, comma-separated",
  }),
  appendSlash: setting('LATCHKEY_APPEND_SLASH', flag, { standard: true, about: "Django's `APPEND_SLASH`" }),
  corsOrigins: setting('LATCHKEY_CORS_ORIGINS', origins, {
    standard: [],
    standardText: 'none',
    about: 'origins whose pages may call the REST face, exactly as browsers send them, or `*`',
  }),
  passwordHashers: setting('LATCHKEY_PASSWORD_HASHERS', passwordHashers, {
    standard: [],
    standardText: 'all, `argon2` first; in a database that Django made, `pbkdf2_sha256` first',
    about: "Django's `PASSWORD_HASHERS`, as class names or as the words that begin the hashes: the first one is written, the rest are read",
  }),
  authPasswordValidators: setting('LATCHKEY_AUTH_PASSWORD_VALIDATORS', passwordValidators, {
    standard: DJANGO_PASSWORD_POLICY,
    standardText: "Django's four",
    about:
      "Django's `AUTH_PASSWORD_VALIDATORS`, a list of `{ NAME, OPTIONS }` (as JSON in the environment): what the typed face and the commands ask of new passwords; `[]` for none",
  }),
  passwordValidators: setting('LATCHKEY_PASSWORD_VALIDATORS', choice('off', 'django'), {
    standard: 'off',
    about: '`django`: the REST registration asks them too',
  }),
  registerUniqueEmail: setting('LATCHKEY_REGISTER_UNIQUE_EMAIL', flag, {
    standard: false,
    about: 'the REST registration needs an e-mail address that nobody else has',
  }),
  dashboardBody: setting('LATCHKEY_DASHBOARD_BODY', choice('any', 'form'), {
    standard: 'any',
    about: "`form`: the dashboard takes its text from forms alone, as a view that reads Django's `request.POST`",
  }),
  ...MAIL_SETTINGS,
  purgeEvery: setting('LATCHKEY_PURGE_EVERY', limit, {
    standard: null,
    standardText: 'off',
    about: 'how often one of the servers deletes what has expired, as `flushexpiredtokens` does; `off`: only that command does',
  }),
  throttle: setting('LATCHKEY_THROTTLE', flag, { standard: true, about: '`off` turns all limits off (for benches and replays)' }),
  ...LIMIT_SETTINGS,
  trustedProxies: setting('LATCHKEY_TRUSTED_PROXIES', proxies, {
    standard: [],
    standardText: 'none',
    about: 'proxies in front whose `X-Forwarded-For` is believed: addresses, networks like `10.0.0.0/8`, or `loopback`; comma-separated',
  }),
}
