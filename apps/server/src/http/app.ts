import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { registerHealth } from './plugins/health.ts'
import { registerWebApp } from './plugins/web-app.ts'
import { createRequestIds } from './request-ids.ts'
import { registerRest, restServerOptions } from './rest/index.ts'
import type { RestServices, RestSettings } from './rest/rest-services.ts'
import type { TypedRules } from './trpc/create-context.ts'
import { registerTrpc } from './trpc/index.ts'

export interface AppOptions {
  /** Rejects if the database does not answer. */
  readonly answers: () => Promise<void>
  readonly rest: { readonly services: RestServices; readonly settings: RestSettings }
  readonly trpc: TypedRules
  /** Proxies whose word for the client's address is taken; empty for none. */
  readonly trustedProxies: readonly string[]
  /** The folder of the built web app. */
  readonly webRoot: string
  readonly logger: NonNullable<FastifyServerOptions['logger']>
  readonly timeouts?: Timeouts
}

/** Milliseconds that a client may take to send its headers, and its whole request, and how often that is looked at. */
export interface Timeouts {
  readonly headers: number
  readonly request: number
  readonly check: number
}

// Both Node and Fastify leave slow clients alone unless told otherwise, and look for them only every 30 s.
const TIMEOUTS: Timeouts = { headers: 10_000, request: 30_000, check: 2_000 }

/** tRPC's batches name all their procedures in one path segment: as long as headers may be, so that it says itself what is too wide. */
const MAX_PARAM_LENGTH = 16_384
/** Bytes of a body on the typed face; the REST face reads its own, within Django's limits. */
const BODY_LIMIT = 65_536

/** What comes in is checked by DRF's fields and by zod. Fastify's own compilers, which nothing needs, are a tenth of all that a start loads. */
function compileNoSchema(): never {
  throw new TypeError('No route declares a JSON schema here.')
}

/** The whole HTTP server, not yet listening: the map of what it serves. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { answers, rest, trpc, trustedProxies, webRoot, logger, timeouts = TIMEOUTS } = options
  const app = Fastify({
    ...restServerOptions,
    logger,
    // A line for each request would name every user's address; what matters is logged where it happens.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: createRequestIds(),
    // A logger for each request would cost more than most requests have to say.
    childLoggerFactory: (log) => log,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    bodyLimit: BODY_LIMIT,
    requestTimeout: timeouts.request,
    http: { headersTimeout: timeouts.headers, connectionsCheckingInterval: timeouts.check },
    schemaController: { compilersFactory: { buildValidator: compileNoSchema, buildSerializer: compileNoSchema } },
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
  })
  const { allowedHosts } = rest.settings
  registerHealth(app, answers)
  await registerTrpc(app, trpc, rest.settings)
  await registerWebApp(app, webRoot, allowedHosts)
  registerRest(app, rest.services, rest.settings)
  return app
}
