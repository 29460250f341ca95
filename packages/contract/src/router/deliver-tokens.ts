import { AuthError } from '../errors.ts'
import type { RefreshInput, TokenPair } from '../token.ts'
import type { Context } from './context.ts'
import type { IssuedTokens } from './services.ts'

/** Puts the refresh token where the caller keeps it: into the cookie, or into the reply. */
export function deliverTokens(ctx: Context, issued: IssuedTokens): TokenPair {
  if (!ctx.refreshCookie) return { access: issued.access, refresh: issued.refresh }
  ctx.refreshCookie.write(issued.refresh, issued.refreshExpiresAt)
  return { access: issued.access }
}

/** Ends the session whose cookie this sign-in replaces: nobody could use or see it any more, but its tokens would live on. */
export async function endReplacedSession(ctx: Context): Promise<void> {
  const replaced = ctx.refreshCookie?.read() ?? null
  if (replaced !== null) await ctx.auth.logout(replaced, ctx.client)
}

/** The refresh token of this call: the cookie's in cookie mode, else the input's; null if there is none. */
export function presentedRefreshToken(ctx: Context, input: { refresh?: string | undefined } | undefined): string | null {
  return ctx.refreshCookie ? ctx.refreshCookie.read() : (input?.refresh ?? null)
}

/** Throws `token_not_valid` where {@link presentedRefreshToken} finds none. */
export function requiredRefreshToken(ctx: Context, input: RefreshInput): string {
  const token = presentedRefreshToken(ctx, input)
  if (token === null) throw new AuthError('token_not_valid', { reason: 'invalid' })
  return token
}
