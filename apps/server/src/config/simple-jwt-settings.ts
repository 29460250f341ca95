import { SUPPORTED_ALGORITHMS } from '@latchkey/tokens'
import { choice, choices, duration, filledList, flag, list, optionalText, pythonName, text } from './readers.ts'
import { setting } from './setting.ts'

const SERIALIZERS = 'rest_framework_simplejwt.serializers'

const audience = (value: unknown): string | readonly string[] | null => {
  if (value === null || value === 'None') return null
  const names = list(value)
  return names.length === 1 ? (names[0] ?? null) : names.length === 0 ? null : names
}

const bearerClasses = (value: unknown) =>
  choices('AccessToken', 'SlidingToken')(filledList(value).map((name) => name.slice(name.lastIndexOf('.') + 1)))

/** SimpleJWT's settings that hold for the whole service, by their names in `latchkey.config.ts`. */
export const SIMPLE_JWT_SETTINGS = {
  algorithm: setting('SIMPLE_JWT_ALGORITHM', choice(...SUPPORTED_ALGORITHMS), {
    standard: 'HS256',
    about: 'HS*, RS*, PS* or ES* with 256, 384 or 512',
  }),
  signingKey: setting('SIMPLE_JWT_SIGNING_KEY', text, {
    standard: '',
    standardText: 'a random one, made at the first start beside the SQLite file',
    about:
      "Django's `SECRET_KEY`, or a PEM; `@FILE` reads a file (a key that begins with `@` is written with two). Must be given with PostgreSQL",
  }),
  verifyingKey: setting('SIMPLE_JWT_VERIFYING_KEY', optionalText, {
    standard: null,
    standardText: 'from the signing key',
    about: 'the public key as a PEM, or `@FILE`; unused with HS*',
  }),
  audience: setting('SIMPLE_JWT_AUDIENCE', audience, { standard: null, standardText: 'none', about: '`aud`, written and required' }),
  issuer: setting('SIMPLE_JWT_ISSUER', optionalText, { standard: null, standardText: 'none', about: '`iss`, written and required' }),
  leeway: setting('SIMPLE_JWT_LEEWAY', duration, { standard: 0, about: 'seconds by which clocks may differ' }),
  authHeaderTypes: setting('SIMPLE_JWT_AUTH_HEADER_TYPES', filledList, {
    standard: ['Bearer'],
    about: 'accepted schemes of the authorization header; the first one is in `WWW-Authenticate`',
  }),
  authHeaderName: setting('SIMPLE_JWT_AUTH_HEADER_NAME', text, {
    standard: 'HTTP_AUTHORIZATION',
    about: "the header's name in Django's form: `HTTP_X_ACCESS_TOKEN` is `X-Access-Token`",
  }),
  userIdField: setting('SIMPLE_JWT_USER_ID_FIELD', text, {
    standard: 'id',
    about: 'the column that the user claim holds: that of the id, of the username or of the e-mail address',
  }),
  userIdClaim: setting('SIMPLE_JWT_USER_ID_CLAIM', text, { standard: 'user_id', about: 'name of the user claim' }),
  tokenTypeClaim: setting('SIMPLE_JWT_TOKEN_TYPE_CLAIM', text, { standard: 'token_type', about: 'name of the type claim' }),
  jtiClaim: setting('SIMPLE_JWT_JTI_CLAIM', text, { standard: 'jti', about: 'name of the id claim' }),
  slidingRefreshExpClaim: setting('SIMPLE_JWT_SLIDING_TOKEN_REFRESH_EXP_CLAIM', text, {
    standard: 'refresh_exp',
    about: 'name of the claim that ends the refreshing of a sliding token',
  }),
  authTokenClasses: setting('SIMPLE_JWT_AUTH_TOKEN_CLASSES', bearerClasses, {
    standard: ['AccessToken'],
    about: '`AccessToken`, `SlidingToken` or both: what is taken as a bearer token',
  }),
  checkRevokeToken: setting('SIMPLE_JWT_CHECK_REVOKE_TOKEN', flag, {
    standard: false,
    about: 'tokens carry a digest of the password hash and die with it',
  }),
  revokeTokenClaim: setting('SIMPLE_JWT_REVOKE_TOKEN_CLAIM', text, { standard: 'hash_password', about: 'name of that claim' }),
  checkUserIsActive: setting('SIMPLE_JWT_CHECK_USER_IS_ACTIVE', flag, {
    standard: true,
    about: "`off`: inactive users' tokens go on working; they still cannot log in",
  }),
  jwkUrl: setting(
    'SIMPLE_JWT_JWK_URL',
    (value) => {
      if (optionalText(value) !== null) throw new Error('is not supported: give the key itself in SIMPLE_JWT_VERIFYING_KEY')
      return null
    },
    { standard: null, standardText: 'none', about: 'refused: no key is ever fetched' },
  ),
  jsonEncoder: setting('SIMPLE_JWT_JSON_ENCODER', (value) => (optionalText(value) === null ? 'None' : pythonName('None')(value)), {
    standard: 'None',
    about: 'names Python code: only the default is taken',
  }),
  userAuthenticationRule: python('USER_AUTHENTICATION_RULE', 'rest_framework_simplejwt.authentication.default_user_authentication_rule'),
  tokenUserClass: python('TOKEN_USER_CLASS', 'rest_framework_simplejwt.models.TokenUser'),
  tokenObtainSerializer: python('TOKEN_OBTAIN_SERIALIZER', `${SERIALIZERS}.TokenObtainPairSerializer`),
  tokenRefreshSerializer: python('TOKEN_REFRESH_SERIALIZER', `${SERIALIZERS}.TokenRefreshSerializer`),
  tokenVerifySerializer: python('TOKEN_VERIFY_SERIALIZER', `${SERIALIZERS}.TokenVerifySerializer`),
  tokenBlacklistSerializer: python('TOKEN_BLACKLIST_SERIALIZER', `${SERIALIZERS}.TokenBlacklistSerializer`),
  slidingTokenObtainSerializer: python('SLIDING_TOKEN_OBTAIN_SERIALIZER', `${SERIALIZERS}.TokenObtainSlidingSerializer`),
  slidingTokenRefreshSerializer: python('SLIDING_TOKEN_REFRESH_SERIALIZER', `${SERIALIZERS}.TokenRefreshSlidingSerializer`),
}

function python(name: string, standard: string) {
  return setting(`SIMPLE_JWT_${name}`, pythonName(standard), { standard, about: 'names Python code: only the default is taken' })
}

/** Names that SimpleJWT itself has removed, and what to say instead. */
export const REMOVED_SETTINGS: Readonly<Record<string, string>> = {
  SIMPLE_JWT_SECRET_KEY: 'SIMPLE_JWT_SIGNING_KEY',
  SIMPLE_JWT_TOKEN_BACKEND_CLASS: 'SIMPLE_JWT_ALGORITHM',
  SIMPLE_JWT_AUTH_HEADER_TYPE: 'SIMPLE_JWT_AUTH_HEADER_TYPES',
}
