import { AuthError } from '@latchkey/contract'
import type { SessionsEnvironment } from './environment.ts'
import type { Client } from './session.ts'

/** Ends one session of a user. Throws `session_not_found` for an unknown id, for somebody else's and for one that has ended. */
export async function revoke(
  { store, audit, clock }: SessionsEnvironment,
  user: { readonly id: number; readonly username: string },
  sessionId: string,
  client: Client,
): Promise<void> {
  const at = clock()
  if (!(await store.end(sessionId, { userId: user.id, at, reason: 'revoked' }))) throw new AuthError('session_not_found')
  const { id, username } = user
  await audit.record({ kind: 'session.revoked', at, actor: `user:${id}`, userId: id, username, client, sessionId })
}
