import type { FastifyInstance } from 'fastify'

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
  scope.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
}
