import type { HeldSession, SessionStatus } from './session.ts'

/** What is known of the session now. A change makes a new object, so that two states can be compared by identity. */
export interface SessionState {
  readonly status: SessionStatus
  readonly held: HeldSession | null
}

export interface SessionStore {
  read(): SessionState
  write(state: SessionState): void
  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void
}

export function createSessionStore(): SessionStore {
  let state: SessionState = { status: 'restoring', held: null }
  const listeners = new Set<() => void>()
  return {
    read: () => state,
    write: (next) => {
      state = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
