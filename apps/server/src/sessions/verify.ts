import type { Claims } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'
import { rulesFor } from './named-session.ts'
import { blacklisted, check, decode, isSpent } from './read-token.ts'

/**
 * The claims of a token of any type that is good now. Throws `token_not_valid`. The blacklist is asked only where
 * BLACKLIST_AFTER_ROTATION is on, and last, and the user never: so does `TokenVerifySerializer`.
 */
export async function verify(mount: SessionsEnvironment, token: string): Promise<Claims> {
  const claims = decode(mount, token)
  check(mount, claims, null)
  const environment = rulesFor(mount, claims)
  if (environment.blacklistAfterRotation && (await isSpent(environment, claims))) throw blacklisted()
  return claims
}
