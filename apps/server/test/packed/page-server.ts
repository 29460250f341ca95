import { createReadStream, existsSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Serves built pages, and passes typed calls on to the service: one origin for both, as a proxy in front of them makes it. */
export async function servePages(folder: string, service: string): Promise<AsyncDisposable & { readonly base: string }> {
  const server = createServer((incoming, reply) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://pages')
    if (pathname.startsWith('/trpc/')) {
      const passedOn = request(new URL(incoming.url ?? '', service), { method: incoming.method, headers: incoming.headers }, (answer) => {
        reply.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(reply)
      })
      passedOn.on('error', () => reply.destroy())
      incoming.pipe(passedOn)
      return
    }
    const file = join(folder, pathname === '/' ? 'index.html' : pathname)
    if (!existsSync(file)) reply.writeHead(404).end()
    else createReadStream(file).pipe(reply.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
