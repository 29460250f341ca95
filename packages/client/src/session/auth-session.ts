import type { Account, Credentials } from '@latchkey/contract'
import { isRefused } from '../wire/error-of.ts'
import type { RegistrationInput, SessionCalls } from '../wire/session-calls.ts'
import { decodeUnverified, isSameSession } from './access-token.ts'
import type { Exclusive } from './exclusive.ts'
import { createRefreshTimer } from './refresh-timer.ts'
import type { ServerClock } from './server-clock.ts'
import { expiryOf, type HeldSession, holdSession, type Session, type SessionFacts, type SessionStatus } from './session.ts'
import { createSessionStore, type SessionState } from './session-store.ts'
import { openTabChannel, type TabMessage } from './tab-channel.ts'

/** The session of one client. Its functions may be passed around without it. */
export interface SessionControl {
  /** Calls `listener` after every change, in this tab or another, until the returned function is called. */
  subscribe(listener: () => void): () => void
  /** Null while nobody is signed in, and while that is not known yet. The same object until something changes. */
  current(): Session | null
  status(): SessionStatus
  /** Takes up the stored session, if there is one. Rejects if the server cannot be asked; it is then asked again later. */
  restore(): Promise<Session | null>
  login(credentials: Credentials): Promise<Session>
  /** Makes an account and signs it in. */
  register(registration: RegistrationInput): Promise<Session>
  /**
   * Renews the access token now; calls made meanwhile share one renewal. Null if the server refused: the session has ended. Rejects, and
   * leaves the session as it is, if the server cannot be asked.
   */
  refresh(): Promise<Session | null>
  /** Reads the account again, after a change of the profile for example. */
  reload(): Promise<Session | null>
  /** Ends the session here, in other tabs and on the server. Rejects, and ends nothing, if the server cannot be asked. */
  logout(): Promise<void>
  /** Stops the timer and leaves the other tabs. The session itself lives on. */
  close(): void
}

export interface SessionParts {
  calls: SessionCalls
  exclusively: Exclusive
  clock: ServerClock
  /** Null for a session that no other tab has in common with this one. */
  channelName: string | null
}

export interface SessionCore extends SessionControl {
  held(): HeldSession | null
  /** Resolves when a restore or refresh that is under way is over, however it ended. */
  settled(): Promise<void>
}

/** All calls that change the refresh token take turns, with those of other tabs too: a token that is used twice ends the session. */
export function createAuthSession({ calls, exclusively, clock, channelName }: SessionParts): SessionCore {
  const store = createSessionStore()
  const timer = createRefreshTimer(() => void refresh().catch(() => undefined))
  const tabs = openTabChannel(channelName, follow)
  let refreshing: Promise<Session | null> | null = null
  let endedAt = 0

  function hold(facts: SessionFacts): Session {
    const held = holdSession(facts)
    timer.arm(held.session.expiresAt.getTime() - Date.now())
    store.write({ status: 'signed-in', held })
    return held.session
  }

  function drop(at: number): void {
    endedAt = at
    timer.disarm()
    store.write({ status: 'signed-out', held: null })
  }

  function follow(message: TabMessage): void {
    const held = store.read().held
    if (message.kind === 'held') {
      if (message.facts.receivedAt >= Math.max(endedAt, held?.facts.receivedAt ?? 0)) hold(message.facts)
    } else if (message.at >= (held?.facts.receivedAt ?? 0)) drop(message.at)
  }

  function take(facts: SessionFacts): Session {
    const session = hold(facts)
    tabs.post({ kind: 'held', facts })
    return session
  }

  async function end(): Promise<null> {
    const at = Date.now()
    drop(at)
    tabs.post({ kind: 'ended', at })
    await calls.forget()
    return null
  }

  const received = (access: string) => {
    const receivedAt = Date.now()
    return { access, receivedAt, expiresAt: expiryOf(decodeUnverified(access), receivedAt, clock) }
  }

  const begin = ({ access, account }: { access: string; account: Account }): Session =>
    take({ ...received(access), account, refreshes: 0, refreshedAt: null })

  async function renew(before: SessionState): Promise<Session | null> {
    const state = store.read()
    // Somebody else changed the session while this renewal waited for its turn.
    if (state !== before) return state.held?.session ?? null
    try {
      const access = await calls.refresh()
      if (access === null) return await end()
      const token = received(access)
      const known = state.held
      // In cookie mode, another tab may have signed in as somebody else.
      const isKnown = known && isSameSession(known.session.claims, decodeUnverified(access))
      if (!isKnown) return take({ ...token, account: await calls.me(access), refreshes: 0, refreshedAt: null })
      return take({ ...token, account: known.facts.account, refreshes: known.facts.refreshes + 1, refreshedAt: token.receivedAt })
    } catch (error) {
      if (isRefused(error)) return await end()
      if (!store.read().held) store.write({ status: 'unreachable', held: null })
      timer.retry()
      throw error
    }
  }

  function refresh(): Promise<Session | null> {
    if (!refreshing) {
      const before = store.read()
      refreshing = exclusively(() => renew(before)).finally(() => {
        refreshing = null
      })
    }
    return refreshing
  }

  return {
    subscribe: store.subscribe,
    current: () => store.read().held?.session ?? null,
    status: () => store.read().status,
    held: () => store.read().held,
    settled: async () => {
      await refreshing?.catch(() => undefined)
    },
    restore: async () => store.read().held?.session ?? (await refresh()),
    login: (credentials) => exclusively(async () => begin(await calls.login(credentials))),
    register: (registration) => exclusively(async () => begin(await calls.register(registration))),
    refresh,
    reload: async () => {
      const before = store.read().held
      if (!before) return null
      const account = await calls.me(before.facts.access)
      const held = store.read().held
      if (!held || held.facts.account.id !== account.id) return held?.session ?? null
      return take({ ...held.facts, account })
    },
    logout: () =>
      exclusively(async () => {
        await calls.logout()
        await end()
      }),
    close: () => {
      timer.close()
      tabs.close()
    },
  }
}
