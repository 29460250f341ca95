import type { PyValue } from '@latchkey/python'
import { Claims } from './claims.ts'
import { encodeToken } from './encode.ts'
import { newStamp, type Stamp, secondsAfter } from './stamp.ts'
import type { TokenSettings, TokenType } from './token-settings.ts'

/** A signed token and what its record needs. */
export interface MintedToken extends Stamp {
  readonly token: string
  /** Without the configured audience and issuer, which are set at signing alone. */
  readonly claims: Claims
}

/** Whom a token is for. A number is written as a JSON number, as SimpleJWT 5.2 does for integer keys. */
export interface MintInput {
  readonly userId: string | number
  /** Further claims, after the user's id and in this order. */
  readonly claims?: readonly (readonly [string, PyValue])[]
  readonly now: Date
}

/** A refresh token for a login. */
export function mintRefresh(settings: TokenSettings, input: MintInput): MintedToken {
  const stamp = newStamp(input.now, settings.refreshLifetime)
  const claims = newClaims(settings, 'refresh', stamp)
  addUser(settings, claims, input)
  return signed(settings, claims, stamp)
}

/** A sliding token for a login. */
export function mintSliding(settings: TokenSettings, input: MintInput): MintedToken {
  const stamp = newStamp(input.now, settings.slidingLifetime)
  const claims = newClaims(settings, 'sliding', stamp)
  claims.set(settings.slidingRefreshExpClaim, secondsAfter(input.now, settings.slidingRefreshLifetime))
  addUser(settings, claims, input)
  return signed(settings, claims, stamp)
}

/**
 * An access token with the claims of a refresh token, its own type, id and times apart. In dialect 5.2 the refresh token's
 * `iat` is copied as it is; `issuedAt` is the present time even then.
 */
export function mintAccess(settings: TokenSettings, refresh: Claims, now: Date): MintedToken {
  const stamp = newStamp(now, settings.accessLifetime)
  const claims = newClaims(settings, 'access', stamp)
  for (const [name, value] of refresh.entries()) if (isCopied(settings, name)) claims.set(name, value)
  return signed(settings, claims, stamp)
}

export function signed(settings: TokenSettings, claims: Claims, stamp: Stamp): MintedToken {
  return { token: encodeToken(settings, claims), claims, ...stamp }
}

function newClaims(settings: TokenSettings, type: TokenType, stamp: Stamp): Claims {
  return new Claims([
    [settings.tokenTypeClaim, type],
    ['exp', stamp.expiresAt],
    ['iat', stamp.issuedAt],
    [settings.jtiClaim, stamp.jti],
  ])
}

function addUser(settings: TokenSettings, claims: Claims, input: MintInput): void {
  claims.set(settings.userIdClaim, input.userId)
  for (const [name, value] of input.claims ?? []) claims.set(name, value)
}

function isCopied(settings: TokenSettings, name: string): boolean {
  if (name === 'exp' || name === 'jti' || name === settings.jtiClaim || name === settings.tokenTypeClaim) return false
  return name !== 'iat' || settings.dialect === '5.2'
}
