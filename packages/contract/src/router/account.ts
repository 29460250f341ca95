import { z } from 'zod'
import { AccountDeletion, PasswordChange, Profile, ProfileUpdate } from '../account.ts'
import { AccountExport } from '../account-export.ts'
import { EmailChange, EmailVerification, PasswordReset, PasswordResetRequest, VerifiedEmail } from '../email.ts'
import { protectedProcedure, publicProcedure, router } from './trpc.ts'

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

  /** Mails a link to whoever has this address. The answer is the same, and as fast, where nobody has. */
  requestPasswordReset: publicProcedure
    .input(PasswordResetRequest)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.account.requestPasswordReset(input, ctx.client)),

  /** Sets a new password with the token of a mailed link, and ends every session. Signs nobody in. */
  resetPassword: publicProcedure
    .input(PasswordReset)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.account.resetPassword(input, ctx.client)),

  /** Mails a link to the account's own address; nothing where that is verified already. */
  requestEmailVerification: protectedProcedure
    .output(z.void())
    .mutation(({ ctx }) => ctx.account.requestEmailVerification(ctx.principal, ctx.client)),

  /** With the token of a mailed link: the account's address is verified; after `changeEmail` it becomes the account's at this moment. */
  verifyEmail: publicProcedure
    .input(EmailVerification)
    .output(VerifiedEmail)
    .mutation(({ ctx, input }) => ctx.account.verifyEmail(input, ctx.client)),

  /** Needs the current password. Mails a link to the new address and tells the old one; nothing changes before the link is followed. */
  changeEmail: protectedProcedure
    .input(EmailChange)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.account.changeEmail(ctx.principal, input, ctx.client)),

  /** Everything that is kept about the caller, but secrets. */
  export: protectedProcedure.output(AccountExport).query(({ ctx }) => ctx.account.export(ctx.principal, ctx.client)),

  /** Needs the current password. Deletes the account with its profile, sessions and tokens, for good. */
  delete: protectedProcedure
    .input(AccountDeletion)
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      await ctx.account.delete(ctx.principal, input, ctx.client)
      ctx.refreshCookie?.clear()
    }),
})
