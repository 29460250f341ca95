import { z } from 'zod'
import { Account } from '../account.ts'
import { Credentials, Registration } from '../credentials.ts'
import { RefreshInput, SignIn, TokenPair, VerifiedToken, VerifyInput } from '../token.ts'
import { deliverTokens, endReplacedSession, presentedRefreshToken, requiredRefreshToken } from './deliver-tokens.ts'
import { protectedProcedure, publicProcedure, router } from './trpc.ts'

export const auth = router({
  /** Makes an account and signs it in. */
  register: publicProcedure
    .input(Registration)
    .output(SignIn)
    .mutation(async ({ ctx, input }) => {
      const issued = await ctx.auth.register(input, ctx.client)
      await endReplacedSession(ctx)
      return { ...deliverTokens(ctx, issued), account: issued.account }
    }),

  login: publicProcedure
    .input(Credentials)
    .output(SignIn)
    .mutation(async ({ ctx, input }) => {
      const issued = await ctx.auth.login(input, ctx.client, presentedRefreshToken(ctx, input))
      await endReplacedSession(ctx)
      return { ...deliverTokens(ctx, issued), account: issued.account }
    }),

  /** Spends the refresh token and answers with its successor. */
  refresh: publicProcedure
    .input(RefreshInput)
    .output(TokenPair)
    .mutation(async ({ ctx, input }) => deliverTokens(ctx, await ctx.auth.refresh(requiredRefreshToken(ctx, input), ctx.client))),

  /** Ends the session. Never fails for a token that is already dead. */
  logout: publicProcedure
    .input(RefreshInput)
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const token = presentedRefreshToken(ctx, input)
      if (token !== null) await ctx.auth.logout(token, ctx.client)
      ctx.refreshCookie?.clear()
    }),

  /** Whether a token of any type is good now. A refused one is the error `token_not_valid`. */
  verify: publicProcedure
    .input(VerifyInput)
    .output(VerifiedToken)
    .mutation(({ ctx, input }) => ctx.auth.verify(input.token)),

  me: protectedProcedure.output(Account).query(({ ctx }) => ctx.auth.me(ctx.principal)),
})
