import type { Claims } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'
import { blacklisted, check, decode, isSpent } from './read-token.ts'

/**
 * The claims of a token of any type that is good now. Throws `token_not_valid`. The blacklist is asked only where
 * BLACKLIST_AFTER_ROTATION is on, and last, and the user never: so does `TokenVerifySerializer`.
 */
export async function verify(environment: SessionsEnvironment, token: string): Promise<Claims> {
  const claims = decode(environment, token)
  check(environment, claims, null)
  if (environment.blacklistAfterRotation && (await isSpent(environment, claims))) throw blacklisted()
  return claims
}
