import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server of somebody else, on a port of its own: an empty page that may do whatever a page may. */
export async function otherSite(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((_request, reply) =>
    reply.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
