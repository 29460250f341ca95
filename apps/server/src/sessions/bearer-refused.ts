import { AuthError, type TokenRefusal } from '@latchkey/contract'

/** The SimpleJWT token classes that may be accepted as bearer tokens (AUTH_TOKEN_CLASSES). */
export type BearerClass = 'AccessToken' | 'SlidingToken'

/** A bearer token that no accepted class took; the attempts are in the order of AUTH_TOKEN_CLASSES. */
export class BearerRefused extends AuthError {
  readonly attempts: readonly { tokenClass: BearerClass; reason: TokenRefusal }[]

  constructor(attempts: readonly { tokenClass: BearerClass; reason: TokenRefusal }[]) {
    super('token_not_valid', { reason: attempts[0]?.reason ?? 'invalid' })
    this.attempts = attempts
  }
}
