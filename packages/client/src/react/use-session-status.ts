import { useSyncExternalStore } from 'react'
import type { SessionStatus } from '../session/session.ts'
import { useLatchkeyClient } from './latchkey-context.ts'

/** Whether somebody is signed in, as far as that is known. */
export function useSessionStatus(): SessionStatus {
  const { session } = useLatchkeyClient()
  return useSyncExternalStore(session.subscribe, session.status, session.status)
}
