import type { AuditRecord } from '../audit/audit-event.ts'
import type { SessionsEnvironment } from './environment.ts'
import { beginningEpoch } from './epoch.ts'
import type { Client } from './session.ts'

type EndingEnvironment = Pick<SessionsEnvironment, 'store' | 'clock'>
/** Whose logins end. */
interface User {
  readonly id: number
  readonly username: string
}
/** Who ends them, from where. */
type By = Pick<AuditRecord, 'actor' | 'client' | 'sessionId'>

const eventOf = (kind: AuditRecord['kind'], { id, username }: User, by: By): Omit<AuditRecord, 'at'> => ({
  kind,
  ...by,
  userId: id,
  username,
})

/** Logs a user out everywhere: sessions, and tokens of every kind and origin. Returns how many sessions ended. */
export const revokeAll = ({ store, clock }: EndingEnvironment, user: User, by: By): Promise<number> =>
  beginningEpoch(clock, (now) =>
    store.endAll(user.id, {
      now,
      keepSession: null,
      reason: 'revoked',
      event: eventOf('session.ended_all', user, by),
    }),
  )

/** Does so but for the session that asks, if it is named. Access tokens of other logins that name no session end too. */
export const revokeOthers = (
  { store, clock }: EndingEnvironment,
  user: User,
  caller: { readonly sessionId: string | null; readonly client: Client },
): Promise<number> =>
  beginningEpoch(clock, (now) =>
    store.endAll(user.id, {
      now,
      keepSession: caller.sessionId,
      reason: 'revoked',
      event: eventOf('session.ended_others', user, { actor: `user:${user.id}`, ...caller }),
    }),
  )

/** Refuses an account from now on and logs it out everywhere. False if there is no such account. */
export const deactivate = ({ store, clock }: EndingEnvironment, user: User, by: By): Promise<boolean> =>
  beginningEpoch(clock, (now) => store.deactivate(user.id, { now, event: eventOf('account.deactivated', user, by) }))
