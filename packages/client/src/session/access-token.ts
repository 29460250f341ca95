/** The claims of an access token as the server wrote them. Unverified: good for showing and for timing, never for deciding. */
export interface AccessClaims {
  /** Seconds since 1970 by the server's clock. */
  readonly exp: number
  readonly iat: number
  readonly [claim: string]: unknown
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isAccessClaims(value: unknown): value is AccessClaims {
  return isRecord(value) && Number.isFinite(value['exp']) && Number.isFinite(value['iat'])
}

/** Reads an access token without checking its signature. Throws a `TypeError` for what is no token with `exp` and `iat`. */
export function decodeUnverified(accessToken: string): AccessClaims {
  const payload = accessToken.split('.')[1] ?? ''
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (isAccessClaims(claims)) return claims
  } catch {
    // Told below, without the parser's message: it quotes the token.
  }
  throw new TypeError('The server answered with an access token that cannot be read.')
}

/** Whether two tokens belong to one session, and so to one user. False where the tokens do not say. */
export function isSameSession(one: AccessClaims, other: AccessClaims): boolean {
  return one['sid'] !== undefined && one['sid'] === other['sid']
}
