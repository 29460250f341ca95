import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { refuseOtherHosts } from './allowed-hosts.ts'
import { sendSecurityHeaders } from './security-headers.ts'

const PREFIX = '/app'

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  // A profile's picture may lie anywhere.
  "img-src 'self' data: https:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The web app at `/app/`: built files by their names, and the page itself for every path that the app routes on its own. */
export async function registerWebApp(app: FastifyInstance, root: string, allowedHosts: readonly string[]): Promise<void> {
  const isBuilt = existsSync(join(root, 'index.html'))

  await app.register(
    async (scope) => {
      sendSecurityHeaders(scope, { contentSecurityPolicy: CONTENT_SECURITY_POLICY })
      refuseOtherHosts(scope, allowedHosts)
      // Its own, with the headers above: elsewhere Django's page answers.
      scope.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain; charset=utf-8').send('There is no such file.\n'))
      scope.get('', (_request, reply) => reply.redirect(`${PREFIX}/`, 308))
      if (!isBuilt) {
        scope.get('/*', (_request, reply) =>
          reply.code(503).type('text/plain; charset=utf-8').send('The web app has not been built yet. Run: pnpm run build\n'),
        )
        return
      }
      // The build leaves each file compressed beside itself.
      await scope.register(fastifyStatic, { root, serve: false, preCompressed: true })
      scope.get<{ Params: { '*': string } }>('/*', (request, reply) => {
        const name = request.params['*']
        // Vite puts a digest into the name of everything below assets/.
        if (name.startsWith('assets/')) return reply.sendFile(name, { maxAge: '1y', immutable: true })
        if (/^[\w-]+\.(?:svg|ico|png|txt|webmanifest)$/.test(name)) return reply.sendFile(name, { maxAge: '1h' })
        return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false })
      })
    },
    { prefix: PREFIX },
  )
}
