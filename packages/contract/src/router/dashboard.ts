import { DashboardReply, DashboardText } from '../dashboard.ts'
import { protectedProcedure, router } from './trpc.ts'

export const dashboard = router({
  read: protectedProcedure.output(DashboardReply).query(({ ctx }) => ({ response: ctx.greetings.dashboardRead(ctx.principal) })),

  post: protectedProcedure
    .input(DashboardText)
    .output(DashboardReply)
    .mutation(({ ctx, input }) => ({ response: ctx.greetings.dashboardPost(ctx.principal, input.text) })),
})
