import { RequireSession } from '@latchkey/client/react'
import { Navigate, useLocation } from 'react-router'
import { signInPath } from '../next-path.ts'
import { loadable } from './loadable.tsx'
import { Splash } from './splash.tsx'
import { Unreachable } from './unreachable.tsx'

const SignedInLayout = loadable(() => import('./signed-in-layout.tsx'))

/** Pages of the signed-in account. Anybody else is asked to sign in, and comes back afterwards. */
export function SignedInOnly() {
  const { pathname, search, hash } = useLocation()
  return (
    <RequireSession
      fallback={<Navigate to={signInPath(pathname + search + hash)} replace />}
      restoring={<Splash />}
      unreachable={<Unreachable />}
    >
      <SignedInLayout />
    </RequireSession>
  )
}
