import { useSyncExternalStore } from 'react'
import type { Session } from '../session/session.ts'
import { useLatchkeyClient } from './latchkey-context.ts'

/** The session, or null. Re-renders on login, refresh and logout, in this tab or another. */
export function useSession(): Session | null {
  const { session } = useLatchkeyClient()
  return useSyncExternalStore(session.subscribe, session.current, session.current)
}
