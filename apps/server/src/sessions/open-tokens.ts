import { type Claims, type MintedToken, openToken, type TokenKeys, type TokenSettings } from '@latchkey/tokens'

/** Two generations of so many tokens: some megabytes, whatever is presented. */
const GENERATION = 2_000

/**
 * Remembers tokens whose signature has been verified: an access token comes with every request of its short life, and its signature
 * does not change. Times, blacklist and user are looked at each time. Tokens that are refused are not remembered.
 */
export class OpenTokens {
  readonly #keys: TokenKeys
  #young = new Map<string, Claims>()
  #old = new Map<string, Claims>()

  constructor(keys: TokenKeys) {
    this.#keys = keys
  }

  /** The claims of a rightly signed token; nobody may set any of them. Throws `TokenError` (invalid). */
  open(token: string): Claims {
    const young = this.#young.get(token)
    if (young) return young
    const claims = this.#old.get(token) ?? openToken(this.#keys, token)
    this.#add(token, claims)
    return claims
  }

  /** Takes a token that was just signed with these keys for opened. Whoever minted it must not set its claims any more. */
  remember({ token, claims }: MintedToken, { audience, issuer }: Pick<TokenSettings, 'audience' | 'issuer'>): void {
    // Those two claims are in the token alone.
    if (audience === null && issuer === null) this.#add(token, claims)
  }

  #add(token: string, claims: Claims): void {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(token, claims)
  }
}
