import fastifyCookie from '@fastify/cookie'
import { AuthError } from '@latchkey/contract'
import type { FastifyInstance } from 'fastify'
import { refuseOtherHosts } from '../plugins/allowed-hosts.ts'
import { sendSecurityHeaders } from '../plugins/security-headers.ts'
import { MAX_BATCH_SIZE, registerCalls } from './calls.ts'
import { createContextFactory, type TypedRules } from './create-context.ts'
import { allowOrigins } from './cross-origin.ts'
import { refusalOf } from './refusal.ts'

const PREFIX = '/trpc'

const JSON_TYPE = /^application\/json\s*(?:;|$)/i

export interface TypedFaceSettings {
  readonly allowedHosts: readonly string[]
  /** Origins whose pages may call, without cookies; `*` for any. */
  readonly corsOrigins: readonly string[]
}

/** The typed face at `/trpc`, in a plugin of its own: what it does to body parsing must not reach the REST routes. */
export async function registerTrpc(app: FastifyInstance, rules: TypedRules, settings: TypedFaceSettings): Promise<void> {
  await app.register(
    async (scope) => {
      sendSecurityHeaders(scope, { contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'", 'cache-control': 'no-store' })
      scope.addHook('onRequest', (request, reply, done) => {
        reply.header('x-request-id', request.id)
        done()
      })
      refuseOtherHosts(scope, settings.allowedHosts)
      await allowOrigins(scope, settings.corsOrigins)
      scope.setErrorHandler((error, request, reply) => {
        const { status, body } = refusalOf(error, request.id)
        if (status >= 500) request.log.error({ err: error, requestId: request.id }, 'the typed face failed')
        return reply.code(status).send(body)
      })
      scope.addHook('onRequest', ({ headers, url }, _reply, done) => {
        // tRPC would read forms and bytes too, which a page of another site can send without asking first.
        const type = headers['content-type']
        if (type !== undefined && !JSON_TYPE.test(type)) done(Object.assign(new Error('Only JSON is taken.'), { statusCode: 415 }))
        else if (callsIn(url) > MAX_BATCH_SIZE) done(Object.assign(new Error('The batch is too wide.'), { statusCode: 413 }))
        else done()
      })
      await scope.register(fastifyCookie)
      registerCalls(scope, {
        createContext: createContextFactory(rules),
        responseMeta: ({ errors }) => {
          if (errors.length === 0) return {}
          const waits = errors.map(({ cause }) => (cause instanceof AuthError ? (cause.retryAfter ?? 0) : 0))
          const longest = Math.max(0, ...waits)
          return longest > 0 ? { headers: new Headers({ 'retry-after': String(longest) }) } : {}
        },
        onError: ({ error, path, request, context }) => {
          if (error.code === 'FORBIDDEN') {
            const { userId, sessionId } = context?.principal ?? { userId: null, sessionId: null }
            request.log.warn({ procedure: path, requestId: request.id, userId, sessionId, ip: request.ip }, 'a call was refused')
          }
          if (error.code !== 'INTERNAL_SERVER_ERROR') return
          request.log.error({ err: error.cause ?? error, procedure: path, requestId: request.id }, 'a procedure failed')
        },
      })
    },
    { prefix: PREFIX },
  )
}

/** A batch names its procedures in its path, one after the other. */
const callsIn = (url: string): number => (url.split('?', 1)[0] ?? '').split(/,|%2c/i).length
