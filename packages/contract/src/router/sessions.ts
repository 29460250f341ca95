import { z } from 'zod'
import { SessionId, SessionSummary } from '../session.ts'
import { protectedProcedure, router } from './trpc.ts'

export const sessions = router({
  /** The live sessions of the caller, newest first. */
  list: protectedProcedure.output(z.array(SessionSummary)).query(({ ctx }) => ctx.sessions.list(ctx.principal)),

  revoke: protectedProcedure
    .input(SessionId)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.sessions.revoke(ctx.principal, input.id, ctx.client)),
})
