import { initTRPC } from '@trpc/server'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import Fastify from 'fastify'
import { answerParent } from './answer-parent.ts'

/** A route that reads the body, if any, and answers the same JSON always; below `/trpc/` a query that does so. */
export interface BareRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly reply: unknown
}

const HOST = '127.0.0.1'
const TRPC = '/trpc/'

/** Serves the routes and answers with the address, without a slash at its end. */
answerParent<{ routes: readonly BareRoute[] }, string>(async ({ routes }) => {
  const app = Fastify()
  const isTyped = ({ path }: BareRoute): boolean => path.startsWith(TRPC)
  for (const { method, path, reply } of routes.filter((route) => !isTyped(route)))
    app.route({ method, url: path, handler: async () => reply })

  const { procedure, router } = initTRPC.create()
  const queries = routes.filter(isTyped).map(({ path, reply }) => [path.slice(TRPC.length), procedure.query(() => dataOf(reply))])
  await app.register(fastifyTRPCPlugin, { prefix: TRPC.slice(0, -1), trpcOptions: { router: router(Object.fromEntries(queries)) } })
  return app.listen({ host: HOST, port: 0 })
})

/** What a procedure returned, of what tRPC sent. */
const dataOf = (reply: unknown): unknown => (reply as { result: { data: unknown } }).result.data
