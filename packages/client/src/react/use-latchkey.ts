import type { AppRouter } from '@latchkey/contract/router'
import type { CreateTRPCReact } from '@trpc/react-query'
import { useLatchkeyClient } from './latchkey-context.ts'
import { trpcHooks } from './trpc-hooks.ts'

/** Every procedure of the server as hooks: `useLatchkey().account.profile.useQuery()`. */
export function useLatchkey(): CreateTRPCReact<AppRouter, unknown> {
  useLatchkeyClient()
  return trpcHooks
}
