import type { TokenRefusal } from '@latchkey/contract'
import type { RestSettings } from './rest-services.ts'

/** What SimpleJWT says of a token that it refuses, in the words of one of its versions. */
export type TokenWording = Readonly<Record<TokenRefusal, string>>

export const NO_ACTIVE_ACCOUNT = 'No active account found with the given credentials'
export const NOT_AUTHENTICATED = 'Authentication credentials were not provided.'
export const NO_ACCEPTED_CLASS = 'Given token not valid for any token type'
export const BAD_AUTHORIZATION_HEADER = 'Authorization header must contain two space-delimited values'

/** `refreshExpClaim` is SLIDING_TOKEN_REFRESH_EXP_CLAIM, the one claim whose configured name the messages show. */
export function tokenWording(dialect: RestSettings['dialect'], refreshExpClaim: string): TokenWording {
  const old = 'Token is invalid or expired'
  return {
    invalid: dialect === '5.2' ? old : 'Token is invalid',
    expired: dialect === '5.2' ? old : 'Token is expired',
    blacklisted: 'Token is blacklisted',
    no_exp: "Token has no 'exp' claim",
    no_id: 'Token has no id',
    no_type: 'Token has no type',
    wrong_type: 'Token has wrong type',
    no_refresh_exp: `Token has no '${refreshExpClaim}' claim`,
    refresh_expired: `Token '${refreshExpClaim}' claim has expired`,
    no_user_id: 'Token contained no recognizable user identification',
    no_active_account: 'No active account found for the given token.',
  }
}
