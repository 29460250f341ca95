const MESSAGES = {
  invalid: 'The token is invalid.',
  expired: 'The token is expired.',
  no_exp: "The token has no 'exp' claim.",
  no_id: 'The token has no id.',
  no_type: 'The token has no type.',
  wrong_type: 'The token has the wrong type.',
  no_refresh_exp: 'The token does not say until when it can be refreshed.',
  refresh_expired: 'The token can no longer be refreshed.',
} as const

/** Why a token is refused. Each reason has its own text in SimpleJWT's API, which the caller words. */
export type TokenErrorReason = keyof typeof MESSAGES

/** A token that is refused. The message never holds any part of the token. */
export class TokenError extends Error {
  override readonly name = 'TokenError'
  readonly reason: TokenErrorReason

  constructor(reason: TokenErrorReason, options?: ErrorOptions) {
    super(MESSAGES[reason], options)
    this.reason = reason
  }
}
