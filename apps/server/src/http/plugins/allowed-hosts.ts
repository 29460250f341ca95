import type { FastifyInstance } from 'fastify'
import { createHostCheck, hostOf } from './hosts.ts'

/** Refuses requests for other hosts than the operator named, by Django's rules: the REST face does so for its own routes. */
export function refuseOtherHosts(scope: FastifyInstance, allowedHosts: readonly string[]): void {
  const isAllowed = createHostCheck(allowedHosts)
  scope.addHook('onRequest', (request, reply, done) => {
    if (isAllowed(hostOf(request.raw))) done()
    else reply.code(400).type('text/plain; charset=utf-8').send('This host is not served here.\n')
  })
}
