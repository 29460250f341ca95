import { Fragment, type ReactNode } from 'react'
import { useSession } from './use-session.ts'
import { useSessionStatus } from './use-session-status.ts'

export interface RequireSessionProps {
  /** Shown to somebody who is not signed in: a redirect to the sign-in page, for example. */
  fallback: ReactNode
  /** Shown while it is not known yet whether somebody is signed in. Default: nothing. */
  restoring?: ReactNode
  /** Shown while the server cannot be asked. Default: the same as `restoring`. */
  unreachable?: ReactNode
  children: ReactNode
}

/** Shows its children to the signed-in account only; another account gets them anew, with nothing left of the former one's state. */
export function RequireSession({ fallback, restoring = null, unreachable = restoring, children }: RequireSessionProps): ReactNode {
  const session = useSession()
  const status = useSessionStatus()
  if (session) return <Fragment key={session.account.id}>{children}</Fragment>
  if (status === 'restoring') return restoring
  return status === 'unreachable' ? unreachable : fallback
}
