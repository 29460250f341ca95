import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Target } from '../src/request-bytes.ts'

/** A real HTTP server on a port of its own, gone at the end of the test. */
export interface TinyServer extends AsyncDisposable {
  readonly base: string
  readonly target: Target & { readonly timeout: number }
}

/** The port of a listening server. Throws a `TypeError` for a pipe. */
export function asPort(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new TypeError('the server does not listen on a port')
  return address.port
}

/** Serves until disposed. The listener may answer as well or as badly as the test needs it. */
export async function startTinyServer(listener: RequestListener): Promise<TinyServer> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = asPort(server.address())
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
