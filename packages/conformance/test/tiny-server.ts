import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Target } from '../src/request-bytes.ts'

/** A real HTTP server on a port of its own, gone at the end of the test. */
export interface TinyServer extends AsyncDisposable {
  readonly base: string
  readonly target: Target & { readonly timeout: number }
}

/** Serves until disposed. The listener may answer as well or as badly as the test needs it. */
export async function startTinyServer(listener: RequestListener): Promise<TinyServer> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A listening TCP server always has one; the type covers pipes too.
  return {
    base: `http://127.0.0.1:${port}`,
    target: { host: '127.0.0.1', port, timeout: 2000 },
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
