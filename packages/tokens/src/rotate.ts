import { tokenId } from './check.ts'
import type { Claims } from './claims.ts'
import { type MintedToken, signed } from './mint.ts'
import { newStamp, type Stamp, timesFrom } from './stamp.ts'
import type { TokenSettings } from './token-settings.ts'

/**
 * The successor of a refresh token: every claim of its parent in the same order, with a new id and new times written in
 * place (a missing `iat` goes to the end). With `from`, the stamp of a successor that was issued before, that same token
 * comes again: the same bytes for HS* and RS*, the same claims for all.
 */
export function rotateRefresh(settings: TokenSettings, parent: Claims, input: { now: Date; from?: Stamp }): MintedToken {
  const { jti, issuedAt, expiresAt } = input.from ?? newStamp(input.now, settings.refreshLifetime)
  const claims = parent.clone()
  claims.set(settings.jtiClaim, jti)
  claims.set('exp', expiresAt)
  claims.set('iat', issuedAt)
  return signed(settings, claims, { jti, issuedAt, expiresAt })
}

/** The same sliding token with new times; its id and the end of its refreshing stay. */
export function refreshSliding(settings: TokenSettings, token: Claims, now: Date): MintedToken {
  const times = timesFrom(now, settings.slidingLifetime)
  const claims = token.clone()
  claims.set('exp', times.expiresAt)
  claims.set('iat', times.issuedAt)
  return signed(settings, claims, { jti: tokenId(settings, claims) ?? '', ...times })
}
