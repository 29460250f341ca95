import { AuthError } from '@latchkey/contract'
import type { Context, Principal } from '@latchkey/contract/router'
import { TRPCError } from '@trpc/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { authenticateBearer } from '../../sessions/authenticate-bearer.ts'
import type { SessionsEnvironment } from '../../sessions/environment.ts'
import { refreshCookieOf } from './refresh-cookie.ts'
import type { TypedServices } from './typed-services.ts'

/** Fills in what procedures see of a request. It runs once for a whole batch. */
export function createContextFactory(environment: SessionsEnvironment, services: TypedServices) {
  return async ({ req, res }: { req: FastifyRequest; res: FastifyReply }): Promise<Context> => ({
    ...services,
    ...(await bearerOf(environment, req)),
    client: { userAgent: req.headers['user-agent'] ?? '', ip: req.ip },
    refreshCookie: cookieOf(req, res),
  })
}

async function bearerOf(
  environment: SessionsEnvironment,
  { headers }: FastifyRequest,
): Promise<{ principal: Principal | null; refusal: AuthError | null }> {
  const token = /^Bearer +(\S+)$/.exec(headers.authorization ?? '')?.[1]
  if (token === undefined) return { principal: null, refusal: null }
  try {
    const { account, sessionId } = await authenticateBearer(environment, token)
    return { principal: { userId: account.id, username: account.username, isStaff: account.isStaff, sessionId }, refusal: null }
  } catch (error) {
    // Open procedures, refresh above all, must stay open to somebody whose access token has just expired.
    if (error instanceof AuthError) return { principal: null, refusal: error }
    throw error
  }
}

function cookieOf(request: FastifyRequest, reply: FastifyReply): Context['refreshCookie'] {
  try {
    const cookie = refreshCookieOf(request, reply)
    if (cookie && request.headers['trpc-accept'] === 'application/jsonl') {
      throw new TRPCError({ code: 'BAD_REQUEST', message: 'A streamed reply cannot set the refresh cookie. Do not stream in cookie mode.' })
    }
    return cookie
  } catch (error) {
    if (error instanceof AuthError) throw new TRPCError({ code: 'FORBIDDEN', message: error.message, cause: error })
    throw error
  }
}
