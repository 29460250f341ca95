import type { FastifyInstance } from 'fastify'

/** Seconds for which a browser that came over TLS comes by nothing else. */
const ONE_YEAR = 31_536_000

/** Sends the headers that every answer of this scope carries, its errors included. */
export function sendSecurityHeaders(
  scope: FastifyInstance,
  { contentSecurityPolicy, ...own }: { contentSecurityPolicy: string; [header: string]: string },
): void {
  const headers = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': contentSecurityPolicy,
    ...own,
  }
  scope.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers)
    if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${ONE_YEAR}`)
    done()
  })
}
