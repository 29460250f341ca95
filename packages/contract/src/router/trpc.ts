import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { AuthError, type AuthErrorCode, type FieldErrors, type TokenRefusal } from '../errors.ts'
import type { Context } from './context.ts'
import type { Principal } from './services.ts'

/** What the typed face adds to tRPC's error data, for a caller to switch over. */
export interface AuthErrorData {
  /** Null for errors that are not in the table: an unknown procedure, a crash. */
  error: AuthErrorCode | null
  reason: TokenRefusal | null
  fields: FieldErrors | null
  /** Whole seconds after which a new attempt makes sense; only with `throttled`, `too_busy` and `unavailable`. */
  retryAfter: number | null
  /** Names the request, as the header `x-request-id` and the server's log do. Null where tRPC cannot tell what is called. */
  requestId: string | null
}

const TRPC_CODES = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
} as const

function fieldErrors(error: ZodError): FieldErrors {
  const fields: FieldErrors = {}
  for (const issue of error.issues) {
    const name = issue.path.map(String).join('.') || 'input'
    const messages = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (messages) messages.push(issue.message)
    else fields[name] = [issue.message]
  }
  return fields
}

function authErrorData(cause: unknown): Omit<AuthErrorData, 'requestId'> {
  if (cause instanceof AuthError) return { error: cause.code, reason: cause.reason, fields: cause.fields, retryAfter: cause.retryAfter }
  if (cause instanceof ZodError) return { error: 'invalid_input', reason: null, fields: fieldErrors(cause), retryAfter: null }
  return { error: null, reason: null, fields: null, retryAfter: null }
}

const trpc = initTRPC.context<Context>().create({
  // Left to NODE_ENV, tRPC would send stacks to callers.
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => {
    const auth: AuthErrorData = { ...authErrorData(error.cause), requestId: ctx?.requestId ?? null }
    const message =
      error.code === 'INTERNAL_SERVER_ERROR' ? 'Internal server error' : auth.fields ? 'Some of the input was refused.' : shape.message
    return { ...shape, message, data: { ...shape.data, ...auth } }
  },
})

const translateErrors = trpc.middleware(async ({ next }) => {
  const result = await next()
  if (!result.ok && result.error.cause instanceof AuthError) {
    const cause = result.error.cause
    throw new TRPCError({ code: TRPC_CODES[cause.status as keyof typeof TRPC_CODES], message: cause.message, cause })
  }
  return result
})

export const router = trpc.router

/** Open to anybody. */
export const publicProcedure = trpc.procedure.use(translateErrors).use(({ ctx, next }) => {
  if (ctx.failure) throw ctx.failure
  return next()
})

/** Open to the bearer of an accepted access token; narrows `ctx.principal`. */
export const protectedProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.principal) throw ctx.refusal ?? new AuthError('not_authenticated')
  // Only the type becomes narrower: tRPC would copy the whole context for a value that it has already.
  return next<{ principal: Principal }>({})
})

/** Open to staff alone. What else an account may do is looked at where it is done. */
export const adminProcedure = protectedProcedure.use(({ ctx, next }) => {
  if (!ctx.principal.isStaff) throw new AuthError('permission_denied')
  return next()
})
