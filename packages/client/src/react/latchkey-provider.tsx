import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { LatchkeyClient } from '../create-latchkey-client.ts'
import { createQueryClient } from './create-query-client.ts'
import { LatchkeyContext } from './latchkey-context.ts'
import { trpcHooks } from './trpc-hooks.ts'
import { useForgetOnAccountChange } from './use-forget-on-account-change.ts'

export interface LatchkeyProviderProps {
  client: LatchkeyClient
  /** The application's own query client; without one, the provider makes one. */
  queryClient?: QueryClient
  children: ReactNode
}

/** Gives the hooks their client, and takes up the stored session when it appears. */
export function LatchkeyProvider({ client, queryClient: given, children }: LatchkeyProviderProps): ReactNode {
  const [own] = useState(createQueryClient)
  const queryClient = given ?? own
  useForgetOnAccountChange(client.session, queryClient)
  useEffect(() => {
    // What went wrong is told by the session's status, and tried again.
    client.session.restore().catch(() => undefined)
  }, [client])
  return (
    <LatchkeyContext.Provider value={client}>
      <trpcHooks.Provider client={client.api} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </trpcHooks.Provider>
    </LatchkeyContext.Provider>
  )
}
