import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { loadKeys, type TokenSettings } from '../src/index.ts'

const data = new URL('../../conformance/data/', import.meta.url)
const profiles: { keys: { hs: string; other: string } } = JSON.parse(readFileSync(new URL('profiles.json', data), 'utf8'))

/** The secrets that the recorded tokens are signed with. */
export const secrets = profiles.keys

/** The text of a recorded PEM file, by its name without the extension. */
export function pem(name: string): string {
  return readFileSync(new URL(`keys/${name}.pem`, data), 'utf8')
}

export const keys = {
  hs: loadKeys({ algorithm: 'HS256', signingKey: secrets.hs }),
  rs: loadKeys({ algorithm: 'RS256', signingKey: pem('rsa_private') }),
  ps: loadKeys({ algorithm: 'PS256', signingKey: pem('rsa_private') }),
  es: loadKeys({ algorithm: 'ES256', signingKey: pem('ec_private') }),
}

/** SimpleJWT's defaults. */
export const settings: TokenSettings = {
  keys: keys.hs,
  issuer: null,
  audience: null,
  leeway: 0,
  accessLifetime: 300,
  refreshLifetime: 86_400,
  slidingLifetime: 300,
  slidingRefreshLifetime: 86_400,
  tokenTypeClaim: 'token_type',
  jtiClaim: 'jti',
  userIdClaim: 'user_id',
  slidingRefreshExpClaim: 'refresh_exp',
  dialect: '5.5',
}

/** Some time within the life of the recorded tokens. */
export const now = new Date(1_700_000_100_750)

export const seconds = 1_700_000_100

export const jti = '0123456789abcdef0123456789abcdef'

/** The claims of a good access token, as text. */
export const goodPayload = `{"token_type":"access","exp":${seconds + 300},"iat":${seconds},"jti":"${jti}","user_id":"42"}`

export const usualHeader = '{"alg":"HS256","typ":"JWT"}'

export function base64url(text: string | Uint8Array): string {
  return Buffer.from(text).toString('base64url')
}

/** Signs whatever it is given with HMAC-SHA256, as somebody who has the key might. */
export function signAnything(payload: string | Uint8Array, header: string | Uint8Array = usualHeader): string {
  return signSegments(`${base64url(header)}.${base64url(payload)}`)
}

/** Signs two segments as they are. */
export function signSegments(segments: string): string {
  return `${segments}.${createHmac('sha256', secrets.hs).update(segments).digest('base64url')}`
}

/** The text of a token's segment, by its position. */
export function segmentText(token: string, position: 0 | 1): string {
  return Buffer.from(token.split('.')[position] ?? '', 'base64url').toString('utf8')
}
