import fastifyCookie from '@fastify/cookie'
import { type AppRouter, appRouter } from '@latchkey/contract/router'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { FastifyInstance } from 'fastify'
import type { SessionsEnvironment } from '../../sessions/environment.ts'
import { refuseOtherHosts } from '../plugins/allowed-hosts.ts'
import { sendSecurityHeaders } from '../plugins/security-headers.ts'
import { createContextFactory } from './create-context.ts'
import { createTypedServices } from './typed-services.ts'

/** Calls in one batch. A page needs a handful; a batch is no way around limits on guessing. */
const MAX_BATCH_SIZE = 20

/** The typed face at `/trpc`, in a plugin of its own: what it does to body parsing must not reach the REST routes. */
export async function registerTrpc(app: FastifyInstance, environment: SessionsEnvironment, allowedHosts: readonly string[]): Promise<void> {
  await app.register(async (scope) => {
    sendSecurityHeaders(scope, { contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'", 'cache-control': 'no-store' })
    refuseOtherHosts(scope, allowedHosts)
    await scope.register(fastifyCookie)
    await scope.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        createContext: createContextFactory(environment, createTypedServices(environment)),
        maxBatchSize: MAX_BATCH_SIZE,
        onError: ({ error, path, req }) => {
          if (error.code === 'INTERNAL_SERVER_ERROR') req.log.error({ err: error.cause ?? error, procedure: path }, 'a procedure failed')
        },
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>)
    // tRPC would read these too; a form of another site can send them without asking first.
    scope.removeContentTypeParser(['multipart/form-data'])
  })
}
