import { z } from 'zod'
import { PasswordChange, Profile, ProfileUpdate } from '../account.ts'
import { protectedProcedure, router } from './trpc.ts'

export const account = router({
  profile: protectedProcedure.output(Profile).query(({ ctx }) => ctx.account.profile(ctx.principal)),

  updateProfile: protectedProcedure
    .input(ProfileUpdate)
    .output(Profile)
    .mutation(({ ctx, input }) => ctx.account.updateProfile(ctx.principal, input)),

  /** Needs the current password; ends every other session. */
  changePassword: protectedProcedure
    .input(PasswordChange)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.account.changePassword(ctx.principal, input, ctx.client)),
})
