import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { createHostCheck, hostOf } from '../plugins/hosts.ts'
import { takeEntity } from './drf/body/entity.ts'
import { createCors, isPreflight, PREFLIGHT_HEADERS } from './drf/cors.ts'
import { createViewHandler } from './drf/dispatch.ts'
import { BAD_HOST_HEADERS, PAGE_HEADERS, redirectHeaders } from './drf/headers.ts'
import { PAGES } from './drf/pages.ts'
import { createSender } from './drf/reply.ts'
import { slashedLocation } from './drf/slash.ts'
import { decodedPath } from './drf/url.ts'
import { createFace } from './face.ts'
import type { RestServices, RestSettings } from './rest-services.ts'
import { apiRoutes } from './routes/api.ts'
import { authRoutes } from './routes/auth.ts'
import { rootRoutes } from './routes/root.ts'

/** The methods that get a route. Any other one that Node lets through reaches its view by the not-found handler. */
const ROUTED_METHODS: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']
const APP_PATH = '/app/'

/**
 * Adds the REST face in a context of its own: the routes of all mounts, and for the whole server Django's answers to
 * paths that nobody serves. Other contexts keep their own body parsers, hooks and error handlers.
 */
export function registerRest(app: FastifyInstance, services: RestServices, settings: RestSettings): void {
  const cors = createCors(settings.corsOrigins)
  const isAllowedHost = createHostCheck(settings.allowedHosts)
  const send = createSender(cors)
  const face = createFace(services, settings, send)
  const views = Object.entries({ ...rootRoutes(services), ...authRoutes(services), ...apiRoutes(services, settings) })
  const handlers = new Map(views.map(([path, view]) => [path, createViewHandler(view, face)]))

  function notFound(request: FastifyRequest, reply: FastifyReply): Promise<void> | void {
    const url = request.raw.url ?? '/'
    const path = decodedPath(url)
    const handler = path === null ? undefined : handlers.get(path)
    if (handler !== undefined) return handler(request, reply)
    if (path === '/' && isBrowser(request))
      return send(request, reply, { status: 302, headers: redirectHeaders(APP_PATH), from: 'redirect' })
    if (settings.appendSlash && handlers.has(`${path}/`)) {
      return send(request, reply, { status: 301, headers: redirectHeaders(slashedLocation(path ?? '', url)), from: 'redirect' })
    }
    return send(request, reply, { status: 404, headers: PAGE_HEADERS, body: PAGES.notFound.html, from: 'error-page' })
  }

  app.decorateRequest('entity', null)
  app.register(async (scope) => {
    scope.addHook('onRequest', (request, reply, done) => {
      const { raw } = request
      request.entity = takeEntity(raw)
      if (cors !== null && isPreflight({ method: request.method, requestedMethod: raw.headers['access-control-request-method'] })) {
        void send(request, reply, { status: 200, headers: PREFLIGHT_HEADERS, from: null })
      } else if (!isAllowedHost(hostOf(raw))) {
        void send(request, reply, { status: 400, headers: BAD_HOST_HEADERS, body: PAGES.badRequest.html, from: 'error-page' })
      } else done()
    })

    scope.setErrorHandler((error, request, reply) => {
      const isClientError = typeof error === 'object' && error !== null && 'statusCode' in error && Number(error.statusCode) < 500
      if (!isClientError) request.log.error({ err: error, requestId: request.id }, 'the REST face failed')
      const page = isClientError ? PAGES.badRequest : PAGES.serverError
      return send(request, reply, { status: page.status, headers: PAGE_HEADERS, body: page.html, from: 'error-page' })
    })

    scope.setNotFoundHandler(notFound)
    for (const [url, handler] of handlers) scope.route({ method: ROUTED_METHODS, url, handler, exposeHeadRoute: false })
  })
}

/** Browsers name HTML before anything else, and they only read. */
function isBrowser({ method, raw }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && /^\s*text\/html\s*(?:[,;]|$)/i.test(raw.headers.accept ?? '')
}
