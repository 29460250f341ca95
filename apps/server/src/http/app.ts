import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { SessionsEnvironment } from '../sessions/environment.ts'
import { registerWebApp } from './plugins/web-app.ts'
import { registerRest } from './rest/index.ts'
import type { RestServices, RestSettings } from './rest/rest-services.ts'
import { registerTrpc } from './trpc/index.ts'

export interface AppOptions {
  readonly rest: { readonly services: RestServices; readonly settings: RestSettings }
  readonly trpc: SessionsEnvironment
  /** The folder of the built web app. */
  readonly webRoot: string
  readonly logger: NonNullable<FastifyServerOptions['logger']>
}

/** The whole HTTP server, not yet listening: the map of what it serves. */
export async function buildApp({ rest, trpc, webRoot, logger }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({ logger })
  await registerTrpc(app, trpc)
  await registerWebApp(app, webRoot)
  await registerRest(app, rest.services, rest.settings)
  return app
}
