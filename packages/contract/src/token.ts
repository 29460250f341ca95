import { z } from 'zod'
import { Account } from './account.ts'
import { LIMITS } from './credentials.ts'

const Token = z.string().min(1).max(LIMITS.tokenLength)

/** A fresh access token; `refresh` is absent where the refresh token travels in a cookie. */
export const TokenPair = z.object({ access: z.string(), refresh: z.string().optional() })
export type TokenPair = z.infer<typeof TokenPair>

export const SignIn = TokenPair.extend({ account: Account })
export type SignIn = z.infer<typeof SignIn>

/** `refresh` is left out where the refresh token travels in a cookie. */
export const RefreshInput = z.object({ refresh: Token.optional() }).optional()
export type RefreshInput = z.infer<typeof RefreshInput>

export const VerifyInput = z.object({ token: Token })
export type VerifyInput = z.infer<typeof VerifyInput>

export const VerifiedToken = z.object({
  tokenType: z.string().nullable(),
  /** ISO 8601, UTC. */
  expiresAt: z.string(),
})
export type VerifiedToken = z.infer<typeof VerifiedToken>
