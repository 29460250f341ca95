import type { AuditRecord } from '../audit/audit-event.ts'
import { digestOf, personalPartOf } from '../audit/personal-part.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import type { StoredTime } from './stored-values.ts'
import { type Unit, write } from './unit.ts'

/** The queries on the audit trail that units are made of. */
export function createAuditQueries({ query, values }: Database) {
  const insert = prepared<{
    at: StoredTime
    kind: string
    actor: string
    userId: number | null
    sessionId: string | null
    outcome: string
    details: string
    username: string | null
    ip: string | null
    device: string | null
    salt: string | null
    digest: string
  }>()((value) =>
    query.insertInto('latchkey_audit_event').values({
      at: value('at'),
      kind: value('kind'),
      actor: value('actor'),
      user_id: value('userId'),
      session_id: value('sessionId'),
      outcome: value('outcome'),
      details: value('details'),
      username: value('username'),
      ip: value('ip'),
      device: value('device'),
      salt: value('salt'),
      personal_digest: value('digest'),
    }),
  )

  return {
    /** Adds an event, in the unit that does what it tells of. */
    *record(event: AuditRecord): Unit<void> {
      const personal = personalPartOf(event)
      yield* write(
        insert({
          ...personal,
          at: values.toTime(event.at),
          kind: event.kind,
          actor: event.actor,
          userId: event.userId ?? null,
          sessionId: event.sessionId ?? null,
          outcome: event.outcome ?? 'success',
          details: JSON.stringify(event.details ?? {}),
          digest: digestOf(personal),
        }),
      )
    },

    /** Takes what is personal out of a user's events: what was done to the account, and by it to others. */
    anonymise: (userId: number) =>
      query
        .updateTable('latchkey_audit_event')
        .set({ username: null, ip: null, device: null, salt: null })
        .where((where) => where.or([where('user_id', '=', userId), where('actor', 'in', [`user:${userId}`, `staff:${userId}`])])),
  }
}
