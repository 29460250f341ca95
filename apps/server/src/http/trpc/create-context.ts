import { AuthError } from '@latchkey/contract'
import type { Context, Principal } from '@latchkey/contract/router'
import { TRPCError } from '@trpc/server'
import type { CreateFastifyContextOptions } from '@trpc/server/adapters/fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Bearer } from '../../sessions/authenticate-bearer.ts'
import { refreshCookieOf } from './refresh-cookie.ts'
import type { TypedServices } from './typed-services.ts'

/** What the typed face stands on; built in compose.ts. */
export interface TypedRules {
  readonly services: TypedServices
  /** Whose access token this is. Throws an `AuthError` that says why it is refused. */
  authenticateBearer(token: string): Promise<Bearer>
}

/** Fills in what procedures see of a request. It runs once for a whole batch. */
export function createContextFactory({ services, authenticateBearer }: TypedRules) {
  return async ({ req, res, info }: CreateFastifyContextOptions): Promise<Context> => ({
    ...services,
    ...(await bearerOf(authenticateBearer, req)),
    client: { userAgent: req.headers['user-agent'] ?? '', ip: req.ip },
    refreshCookie: cookieOf(req, res, info.accept === 'application/jsonl'),
  })
}

async function bearerOf(
  authenticateBearer: TypedRules['authenticateBearer'],
  { headers }: FastifyRequest,
): Promise<{ principal: Principal | null; refusal: AuthError | null }> {
  const token = /^Bearer +(\S+)$/.exec(headers.authorization ?? '')?.[1]
  if (token === undefined) return { principal: null, refusal: null }
  try {
    const { account, sessionId } = await authenticateBearer(token)
    return { principal: { userId: account.id, username: account.username, isStaff: account.isStaff, sessionId }, refusal: null }
  } catch (error) {
    // Open procedures, refresh above all, must stay open to somebody whose access token has just expired.
    if (error instanceof AuthError) return { principal: null, refusal: error }
    throw error
  }
}

function cookieOf(request: FastifyRequest, reply: FastifyReply, isStreamed: boolean): Context['refreshCookie'] {
  try {
    const cookie = refreshCookieOf(request, reply)
    if (cookie && isStreamed) {
      throw new TRPCError({ code: 'BAD_REQUEST', message: 'A streamed reply cannot set the refresh cookie. Do not stream in cookie mode.' })
    }
    return cookie
  } catch (error) {
    if (error instanceof AuthError) throw new TRPCError({ code: 'FORBIDDEN', message: error.message, cause: error })
    throw error
  }
}
