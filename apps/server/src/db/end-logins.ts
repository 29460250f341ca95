import { epochAfter } from '../sessions/epoch.ts'
import type { Ending } from '../sessions/session-store.ts'
import { createAuditQueries } from './audit-queries.ts'
import type { Database } from './database.ts'
import { createEpochQueries } from './epoch-queries.ts'
import { createOutstandingQueries } from './outstanding-queries.ts'
import { createSessionQueries } from './session-queries.ts'
import { all, type Unit, write } from './unit.ts'

/** The end of all logins of a user at once, for the units of every store that has a reason for it. */
export function createEndLogins(database: Database) {
  const epochs = createEpochQueries(database)
  const sessions = createSessionQueries(database)
  const audit = createAuditQueries(database)
  const outstanding = createOutstandingQueries(database)

  /** Returns how many sessions ended. */
  return function* endLogins(userId: number, { now, keepSession, reason, event }: Ending): Unit<number> {
    // First of all rows, as every unit that may begin a login takes it.
    if (database.locksRows) yield* all(epochs.lockedUser({ userId }))
    const at = now()
    yield* write(epochs.advance({ userId, epoch: epochAfter(at) }))
    const ended = yield* sessions.endOthers(userId, { keepSession, at: database.values.toTime(at), reason })
    yield* outstanding.spendOthers(userId, { keepSession, at })
    if (event) yield* audit.record({ ...event, at })
    return ended
  }
}
