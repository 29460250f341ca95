import type { AuditEvent } from '../audit/audit-event.ts'
import type { AuditStore } from '../audit/audit-trail.ts'
import type { Client } from '../sessions/session.ts'
import type { SessionHistory, SessionStore } from '../sessions/session-store.ts'
import type { Account, Profile } from './account.ts'
import type { AccountsEnvironment } from './accounts.ts'

const PAGE = 500

/** Everything about an account that is kept, but secrets. */
export interface AccountData extends SessionHistory {
  readonly account: Account
  readonly profile: Profile
  /** Newest first. */
  readonly events: readonly AuditEvent[]
}

interface ExportEnvironment {
  readonly accounts: AccountsEnvironment
  readonly store: SessionStore
  readonly audit: AuditStore
}

/** Collects what is kept about an account, for its owner. */
export async function exportAccount(
  { accounts, store, audit }: ExportEnvironment,
  account: Account,
  { client, sessionId }: { client: Client; sessionId: string | null },
): Promise<AccountData> {
  const { id, username } = account
  await audit.record({ kind: 'account.exported', at: accounts.clock(), actor: `user:${id}`, userId: id, username, client, sessionId })
  const [profile, history, events] = await Promise.all([accounts.store.profileOf(id), store.historyOf(id), eventsOf(audit, id)])
  return { account, profile, ...history, events: events.map((event) => withoutOthers(event, id)) }
}

/** Where a member of staff acts from is theirs to know. */
const withoutOthers = (event: AuditEvent, ownId: number): AuditEvent =>
  event.actor.startsWith('staff:') && event.actor !== `staff:${ownId}` ? { ...event, ip: null, device: null } : event

async function eventsOf(audit: AuditStore, userId: number): Promise<AuditEvent[]> {
  const events: AuditEvent[] = []
  for (;;) {
    const page = await audit.list({ userId }, { after: events.at(-1) ?? null, limit: PAGE })
    events.push(...page)
    if (page.length < PAGE) return events
  }
}
