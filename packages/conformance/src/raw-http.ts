import { connect } from 'node:net'
import type { RecordedRequest } from './case-format.ts'
import { parseReply, type Reply, ReplyError } from './reply.ts'
import { requestBytes, type Target } from './request-bytes.ts'
import type { Scope } from './scope.ts'

/** A reply and when it was asked for and complete, in milliseconds of Unix time. */
export interface TimedReply extends Reply {
  readonly began: number
  readonly ended: number
}

/** Sends bytes on a connection of their own and collects what comes back until the server closes. Rejects after `timeout` idle ms. */
function exchange(bytes: Buffer, target: Target, timeout: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = []
    const socket = connect(target.port, target.host)
    socket.setNoDelay(true)
    socket.setTimeout(timeout, () => socket.destroy(new ReplyError(`no answer within ${timeout / 1000} s`)))
    const finish = (error?: Error) => {
      // A server that refuses a body early may reset the connection after its reply: what came still counts.
      if (received.length > 0) resolve(Buffer.concat(received))
      else reject(error ?? new ReplyError('the connection was closed without a reply'))
    }
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (chunk) => received.push(chunk))
    socket.on('end', () => {
      socket.end()
      finish()
    })
    socket.on('error', finish)
    socket.on('close', () => finish())
  })
}

/** Sends a recorded request, its variables filled in, and reads the reply. Rejects if none comes or its framing is broken. */
export async function send(request: RecordedRequest, scope: Scope, server: Target & { readonly timeout: number }): Promise<TimedReply> {
  const bytes = requestBytes(request, scope, server)
  const began = Date.now()
  const received = await exchange(bytes, server, server.timeout)
  return { ...parseReply(received, request.method), began, ended: Date.now() }
}
