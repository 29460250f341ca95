import { type AppRouter, appRouter, type Context } from '@latchkey/contract/router'
import type { TRPCError } from '@trpc/server'
import { resolveResponse } from '@trpc/server/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CallRequest } from './call-request.ts'

/** Calls in one batch. A page needs a handful; a batch is no way around limits on guessing. */
export const MAX_BATCH_SIZE = 20

type ResolveOptions = Parameters<typeof resolveResponse<AppRouter>>[0]

/** What a context is made of; `info` says what is called. */
export interface CallContextOptions {
  readonly req: FastifyRequest
  readonly res: FastifyReply
  readonly info: Parameters<ResolveOptions['createContext']>[0]['info']
}

interface CallOptions extends Required<Pick<ResolveOptions, 'responseMeta'>> {
  /** Runs once for a whole batch. */
  createContext(options: CallContextOptions): Promise<Context>
  onError(failure: { error: TRPCError; path: string | undefined; request: FastifyRequest; context: Context | undefined }): void
}

/**
 * Answers the calls of the router, each at the path of its procedures. tRPC's own adapter makes a web request of Node's and sends every reply as a stream
 * of the web, which takes several times as long as all the rest of a call.
 */
export function registerCalls(scope: FastifyInstance, { createContext, onError, responseMeta }: CallOptions): void {
  scope.removeContentTypeParser('application/json')
  // What is sent is parsed by tRPC, whose words about broken JSON callers get.
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  scope.all<{ Params: { path: string } }>('/:path', async (request, reply) => {
    const response = await resolveResponse<AppRouter>({
      router: appRouter,
      // Decoded once by the router already, and again by tRPC.
      path: encodeURIComponent(request.params.path),
      maxBatchSize: MAX_BATCH_SIZE,
      req: new CallRequest(request) as unknown as Request,
      error: null,
      responseMeta,
      createContext: ({ info }) => createContext({ req: request, res: reply, info }),
      onError: ({ error, path, ctx }) => onError({ error, path, request, context: ctx }),
    })
    reply.code(response.status)
    for (const [name, value] of response.headers) reply.header(name, value)
    // Only `application/jsonl` comes piece by piece.
    return response.headers.has('transfer-encoding') ? reply.send(response.body) : reply.send(await response.text())
  })
}
