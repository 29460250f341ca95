import { AuthError } from '@latchkey/contract'
import { type Claims, checkClaims, checkRegisteredClaims, TokenError, type TokenType, tokenId } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'
import { rulesFor } from './named-session.ts'

/** Runs a check of the token core; its refusal becomes the service's `token_not_valid`. */
export function refusing<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof TokenError) throw new AuthError('token_not_valid', { reason: error.reason, cause: error })
    throw error
  }
}

/** The claims of a token whose signature, header and times hold. */
export const decode = ({ tokens, openTokens, clock }: SessionsEnvironment, token: string): Claims =>
  refusing(() => {
    const claims = openTokens.open(token)
    checkRegisteredClaims(tokens, claims, clock())
    return claims
  })

export const check = ({ tokens }: SessionsEnvironment, claims: Claims, type: TokenType | null): void =>
  refusing(() => checkClaims(tokens, claims, type))

/** Whether the token is on the blacklist; never, where there is none. Throws for a token without an id, with which Django crashes. */
export async function isSpent({ tokens, store, blacklist }: SessionsEnvironment, claims: Claims): Promise<boolean> {
  return blacklist && store.isBlacklisted(requiredId(tokens, claims))
}

/** The `jti` that a record needs. Throws `token_not_valid`. */
export function requiredId(tokens: SessionsEnvironment['tokens'], claims: Claims): string {
  const jti = tokenId(tokens, claims)
  if (jti === null) throw new AuthError('token_not_valid', { reason: 'no_id' })
  return jti
}

export const blacklisted = (): AuthError => new AuthError('token_not_valid', { reason: 'blacklisted' })

/** What a token is answered whose session has come to its end. */
export const expired = (): AuthError => new AuthError('token_not_valid', { reason: 'expired' })

/** A refresh or sliding token that is good in every respect but its user. The order of the checks is SimpleJWT's. */
export async function readRecordedToken(environment: SessionsEnvironment, token: string, type: 'refresh' | 'sliding'): Promise<Claims> {
  const claims = decode(environment, token)
  if (await isSpent(rulesFor(environment, claims), claims)) throw blacklisted()
  check(environment, claims, type)
  return claims
}
