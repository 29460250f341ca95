import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { PAGE_HEADERS } from './drf/headers.ts'
import { PAGES } from './drf/pages.ts'
import { reasonPhrase } from './drf/reason-phrase.ts'
import { canonicalUrl } from './drf/url.ts'

/** What Node reports when it cannot read a request, and the status to answer; anything else is a 400. */
const PARSER_STATUS: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }

/**
 * Options that the Fastify instance must be built with for the REST face to work: paths as Django reads them, and
 * Django's pages, with their security headers, where Fastify answers without running any hook.
 */
export const restServerOptions = {
  rewriteUrl(raw: { url?: string | undefined }): string {
    return canonicalUrl(raw.url ?? '/')
  },

  frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
    const isBadPath = error.code === 'FST_ERR_BAD_URL' || error.code === 'FST_ERR_MAX_PARAM_LENGTH'
    if (!isBadPath) request.log.error({ err: error, requestId: request.id }, 'the request could not be routed')
    const page = isBadPath ? PAGES.notFound : PAGES.serverError
    reply.code(page.status).headers(PAGE_HEADERS).send(page.html)
  },

  clientErrorHandler(error: Error & { code?: string }, socket: Socket): void {
    if (error.code !== 'ECONNRESET' && socket.writable) {
      const status = PARSER_STATUS[error.code ?? ''] ?? 400
      const { html } = PAGES.badRequest
      const headers = { ...PAGE_HEADERS, 'content-length': Buffer.byteLength(html), connection: 'close' }
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
      socket.write(`HTTP/1.1 ${status} ${reasonPhrase(status)}\r\n${lines.join('\r\n')}\r\n\r\n${html}`)
    }
    socket.destroySoon()
  },
}
