import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SessionControl } from '../session/auth-session.ts'

/** Removes every query's data as soon as somebody signs in or out, here or in another tab: the next account must not see it. */
export function useForgetOnAccountChange(session: SessionControl, queryClient: QueryClient): void {
  useEffect(() => {
    let accountId = session.current()?.account.id
    return session.subscribe(() => {
      const nextId = session.current()?.account.id
      if (nextId === accountId) return
      accountId = nextId
      queryClient.removeQueries()
    })
  }, [session, queryClient])
}
