import { AuthError } from '@latchkey/contract'
import type { Context } from '@latchkey/contract/router'
import { TRPCError } from '@trpc/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Bearer } from '../../sessions/authenticate-bearer.ts'
import { clientOf } from '../plugins/client-of.ts'
import type { CallContextOptions } from './calls.ts'
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
  return async ({ req, res, info }: CallContextOptions): Promise<Context> => ({
    ...services,
    ...(await callerOf(authenticateBearer, req, res, info.accept === 'application/jsonl')),
    client: clientOf(req),
    requestId: req.id,
  })
}

type Caller = Pick<Context, 'principal' | 'refusal' | 'refreshCookie' | 'failure'>

/** Failures are carried along instead of thrown: tRPC would answer them without the id of their request. */
async function callerOf(
  authenticateBearer: TypedRules['authenticateBearer'],
  request: FastifyRequest,
  reply: FastifyReply,
  isStreamed: boolean,
): Promise<Caller> {
  try {
    const refreshCookie = cookieOf(request, reply, isStreamed)
    return { ...(await bearerOf(authenticateBearer, request)), refreshCookie, failure: null }
  } catch (error) {
    return { principal: null, refusal: null, refreshCookie: null, failure: error instanceof Error ? error : new Error(String(error)) }
  }
}

async function bearerOf(
  authenticateBearer: TypedRules['authenticateBearer'],
  { headers }: FastifyRequest,
): Promise<Pick<Caller, 'principal' | 'refusal'>> {
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
  const cookie = refreshCookieOf(request, reply)
  if (cookie && isStreamed) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'A streamed reply cannot set the refresh cookie. Do not stream in cookie mode.' })
  }
  return cookie
}
