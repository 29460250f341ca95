import Fastify from 'fastify'
import { answerParent } from './answer-parent.ts'

/** A route that reads the body, if any, and answers the same JSON always. */
export interface BareRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly reply: unknown
}

const HOST = '127.0.0.1'

/** Serves the routes and answers with the address, without a slash at its end. */
answerParent<{ routes: readonly BareRoute[] }, string>(({ routes }) => {
  const app = Fastify()
  for (const { method, path, reply } of routes) app.route({ method, url: path, handler: async () => reply })
  return app.listen({ host: HOST, port: 0 })
})
