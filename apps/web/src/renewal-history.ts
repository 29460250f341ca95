import type { AuthSession, Session } from '@latchkey/client'

/** How many renewals are remembered. */
const REMEMBERED = 20

/** A renewal of the session's access token. */
export interface Renewal {
  readonly at: Date
  readonly expiresAt: Date
}

export interface RenewalHistory {
  subscribe(listener: () => void): () => void
  /** Newest first; the same list until something changes. */
  renewals(): readonly Renewal[]
}

/** Remembers the renewals of a session for as long as the page is open, also those that another tab made. */
export function watchRenewals(session: Pick<AuthSession, 'subscribe' | 'current'>): RenewalHistory {
  const listeners = new Set<() => void>()
  let known: Session | null = null
  let renewals: readonly Renewal[] = []

  session.subscribe(() => {
    const before = known
    known = session.current()
    if (known === null || known.account.id !== before?.account.id) renewals = []
    const at = known?.refreshedAt ?? null
    if (known && at !== null && at.getTime() !== renewals[0]?.at.getTime()) {
      renewals = [{ at, expiresAt: known.expiresAt }, ...renewals].slice(0, REMEMBERED)
    }
    for (const listener of listeners) listener()
  })

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    renewals: () => renewals,
  }
}
