import fastifyCookie from '@fastify/cookie'
import { AuthError } from '@latchkey/contract'
import { type AppRouter, appRouter } from '@latchkey/contract/router'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { FastifyInstance } from 'fastify'
import { refuseOtherHosts } from '../plugins/allowed-hosts.ts'
import { sendSecurityHeaders } from '../plugins/security-headers.ts'
import { createContextFactory, type TypedRules } from './create-context.ts'
import { refusalOf } from './refusal.ts'

/** Calls in one batch. A page needs a handful; a batch is no way around limits on guessing. */
const MAX_BATCH_SIZE = 20

const JSON_TYPE = /^application\/json\s*(?:;|$)/i

/** The typed face at `/trpc`, in a plugin of its own: what it does to body parsing must not reach the REST routes. */
export async function registerTrpc(app: FastifyInstance, rules: TypedRules, allowedHosts: readonly string[]): Promise<void> {
  await app.register(async (scope) => {
    sendSecurityHeaders(scope, { contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'", 'cache-control': 'no-store' })
    refuseOtherHosts(scope, allowedHosts)
    scope.setErrorHandler((error, request, reply) => {
      const { status, body } = refusalOf(error)
      if (status >= 500) request.log.error({ err: error }, 'the typed face failed')
      return reply.code(status).send(body)
    })
    // tRPC would read forms and bytes too, which a page of another site can send without asking first.
    scope.addHook('onRequest', async ({ headers }) => {
      const type = headers['content-type']
      if (type !== undefined && !JSON_TYPE.test(type)) throw Object.assign(new Error('Only JSON is taken.'), { statusCode: 415 })
    })
    await scope.register(fastifyCookie)
    await scope.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        createContext: createContextFactory(rules),
        maxBatchSize: MAX_BATCH_SIZE,
        responseMeta: ({ errors }) => {
          const waits = errors.map(({ cause }) => (cause instanceof AuthError ? (cause.retryAfter ?? 0) : 0))
          const longest = Math.max(0, ...waits)
          return longest > 0 ? { headers: new Headers({ 'retry-after': String(longest) }) } : {}
        },
        onError: ({ error, path, req }) => {
          if (error.code === 'INTERNAL_SERVER_ERROR') req.log.error({ err: error.cause ?? error, procedure: path }, 'a procedure failed')
        },
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>)
  })
}
