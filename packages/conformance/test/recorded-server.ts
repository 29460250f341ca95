import { once } from 'node:events'
import { createServer } from 'node:net'
import type { ConformanceCase } from '../src/case-format.ts'
import { asPort } from './tiny-server.ts'

/** Whether the recorded reply can be given back without knowing anything: no variables, no tokens, no patterns. */
export function isRepeatable({ steps, request, expect }: ConformanceCase): boolean {
  const headers = Object.values(expect.headers ?? {})
  const plain = typeof expect.body === 'string' && !/<<|\{\{/.test(expect.body)
  return !steps && plain && request.method !== 'HEAD' && headers.every((value) => typeof value === 'string' && !value.includes('{{'))
}

/** The recorded reply as bytes. */
export function recordedReply({ expect: { status, reason, headers = {}, order, body, length } }: ConformanceCase): Buffer {
  const content = Buffer.from(typeof body === 'string' ? body : '')
  const lines = (order ?? []).map((name) => `${name}: ${String(headers[name])}`)
  if (length !== null) lines.push(`Content-Length: ${content.length}`)
  return Buffer.concat([Buffer.from(`${[`HTTP/1.1 ${status} ${reason}`, ...lines].join('\r\n')}\r\n\r\n`, 'latin1'), content])
}

/** Gives one reply after the other, whatever it is asked. */
export async function startRecordedServer(replies: readonly Buffer[]): Promise<AsyncDisposable & { readonly base: string }> {
  const waiting = replies.values()
  const server = createServer((socket) => {
    socket.on('error', () => {}) // The client may hang up first; what it makes of that is what the test looks at.
    socket.once('data', () => socket.end(waiting.next().value ?? ''))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    base: `http://127.0.0.1:${asPort(server.address())}`,
    [Symbol.asyncDispose]: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}
