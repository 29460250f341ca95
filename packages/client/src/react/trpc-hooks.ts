import type { AppRouter } from '@latchkey/contract/router'
import { type CreateTRPCReact, createTRPCReact } from '@trpc/react-query'

/** The hooks behind `useLatchkey`. */
export const trpcHooks: CreateTRPCReact<AppRouter, unknown> = createTRPCReact<AppRouter>()
