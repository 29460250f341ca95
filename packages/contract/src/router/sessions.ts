import { z } from 'zod'
import { EndedSessions, SessionId, SessionSummary } from '../session.ts'
import { protectedProcedure, router } from './trpc.ts'

export const sessions = router({
  /** The live sessions of the caller, newest first. */
  list: protectedProcedure.output(z.array(SessionSummary)).query(({ ctx }) => ctx.sessions.list(ctx.principal)),

  revoke: protectedProcedure
    .input(SessionId)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.sessions.revoke(ctx.principal, input.id, ctx.client)),

  /** Ends every session but the caller's; a caller whose token names none ends them all. */
  revokeOthers: protectedProcedure.output(EndedSessions).mutation(({ ctx }) => ctx.sessions.revokeOthers(ctx.principal, ctx.client)),

  /** Logs the caller out everywhere, here too. */
  revokeAll: protectedProcedure.output(EndedSessions).mutation(async ({ ctx }) => {
    const ended = await ctx.sessions.revokeAll(ctx.principal, ctx.client)
    ctx.refreshCookie?.clear()
    return ended
  }),
})
