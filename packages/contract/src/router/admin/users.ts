import { z } from 'zod'
import { NewUser, UserActivity, UserDetails, UserId, UserList, UserPage, UserPassword, UserUpdate } from '../../users.ts'
import { adminProcedure, router } from '../trpc.ts'

export const users = router({
  list: adminProcedure
    .input(UserPage)
    .output(UserList)
    .query(({ ctx, input }) => ctx.admin.users.list(input)),

  get: adminProcedure
    .input(UserId)
    .output(UserDetails)
    .query(({ ctx, input }) => ctx.admin.users.get(ctx.principal, input.id)),

  create: adminProcedure
    .input(NewUser)
    .output(UserDetails)
    .mutation(({ ctx, input }) => ctx.admin.users.create(ctx.principal, input, ctx.client)),

  update: adminProcedure
    .input(UserUpdate)
    .output(UserDetails)
    .mutation(({ ctx, input }) => ctx.admin.users.update(ctx.principal, input, ctx.client)),

  /** A deactivated account cannot sign in, and its sessions end at once. */
  setActive: adminProcedure
    .input(UserActivity)
    .output(UserDetails)
    .mutation(({ ctx, input }) => ctx.admin.users.setActive(ctx.principal, input, ctx.client)),

  /** Ends the account's sessions. */
  setPassword: adminProcedure
    .input(UserPassword)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.admin.users.setPassword(ctx.principal, input, ctx.client)),

  /** Logs the account out everywhere. */
  revokeSessions: adminProcedure
    .input(UserId)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.admin.users.revokeSessions(ctx.principal, input, ctx.client)),
})
