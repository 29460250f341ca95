import { useSession, useSessionStatus } from '@latchkey/client/react'
import { Navigate, Outlet, useSearchParams } from 'react-router'
import { nextPath } from '../next-path.ts'
import { Splash } from './splash.tsx'
import { Unreachable } from './unreachable.tsx'

/** Pages for signing in: whoever is signed in, or becomes so, goes on to where `?next=` says. */
export function SignedOutOnly() {
  const session = useSession()
  const status = useSessionStatus()
  const [parameters] = useSearchParams()
  if (session) return <Navigate to={nextPath(parameters.get('next'))} replace />
  if (status === 'restoring') return <Splash />
  return status === 'unreachable' ? <Unreachable /> : <Outlet />
}
