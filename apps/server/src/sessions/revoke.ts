import { AuthError } from '@latchkey/contract'
import type { SessionsEnvironment } from './environment.ts'

/** Ends one session of a user. Throws `session_not_found` for an unknown id, for somebody else's and for one that has ended. */
export async function revoke({ store, clock }: SessionsEnvironment, userId: number, sessionId: string): Promise<void> {
  const ended = await store.end(sessionId, { userId, at: clock(), reason: 'revoked' })
  if (!ended) throw new AuthError('session_not_found')
}
