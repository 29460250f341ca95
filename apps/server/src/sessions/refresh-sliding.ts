import { checkSlidingRefresh, refreshSliding as extend } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'
import { readRecordedToken, refusing } from './read-token.ts'

/** A sliding token with a new `exp`, as long as its `refresh_exp` has not passed. Throws `token_not_valid`. */
export async function refreshSliding(environment: SessionsEnvironment, token: string): Promise<string> {
  const { tokens, clock } = environment
  const claims = await readRecordedToken(environment, token, 'sliding')
  refusing(() => checkSlidingRefresh(tokens, claims, clock()))
  return extend(tokens, claims, clock()).token
}
