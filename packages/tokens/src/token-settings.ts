import type { TokenKeys } from './keys.ts'

/** The kind of a token, as its type claim says it. */
export type TokenType = 'access' | 'refresh' | 'sliding'

/** SimpleJWT's settings about tokens. Lifetimes and leeway are in seconds. */
export interface TokenSettings {
  readonly keys: TokenKeys
  readonly issuer: string | null
  readonly audience: string | readonly string[] | null
  readonly leeway: number
  readonly accessLifetime: number
  readonly refreshLifetime: number
  readonly slidingLifetime: number
  readonly slidingRefreshLifetime: number
  readonly tokenTypeClaim: string
  readonly jtiClaim: string
  readonly userIdClaim: string
  readonly slidingRefreshExpClaim: string
  /** `5.2`: an access token carries the `iat` of the refresh token that it is made from. */
  readonly dialect: '5.2' | '5.5'
}

/** What the token layer needs to read a token. */
export type DecodeSettings = Pick<TokenSettings, 'keys' | 'issuer' | 'audience' | 'leeway'>
