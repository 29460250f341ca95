import type { FastifyReply, FastifyRequest } from 'fastify'
import { drain, fateOfRest } from './body/read-bytes.ts'
import { type ReplyOrigin, withCookies } from './cookies.ts'
import type { Cors } from './cors.ts'
import type { Headers } from './headers.ts'

/** A reply that is ready but for what every reply of the face has in common. */
export interface Outgoing {
  readonly status: number
  readonly headers: Readonly<Headers>
  readonly body?: string
  /** Null where none of Django's cookie middlewares sees the reply. */
  readonly from: ReplyOrigin | null
}

/** A promise when the reply goes out later: the handler must then wait for it. */
export type Sender = (request: FastifyRequest, reply: FastifyReply, outgoing: Outgoing) => Promise<void> | void

/** The one way out of the REST face: it adds cookies and CORS headers, and lets a client finish sending what was not read. */
export function createSender(cors: Cors | null): Sender {
  return (request, reply, outgoing) => {
    reply.code(outgoing.status).headers(dressed(request, outgoing, cors))
    // Without a serializer of ours Fastify adds a charset to JSON.
    reply.serializer(asIs)
    const { raw, entity } = request
    // Unset on a request that another scope handed over.
    if (entity && entity.length > 0) {
      const fate = fateOfRest(raw, entity.length)
      if (fate === 'drain') return sendLater(reply, outgoing.body, drain(raw))
      if (fate === 'close') reply.header('connection', 'close')
    }
    reply.send(outgoing.body)
    return undefined
  }
}

async function sendLater(reply: FastifyReply, body: string | undefined, ready: Promise<void>): Promise<void> {
  await ready
  reply.send(body)
}

function dressed(request: FastifyRequest, { headers, from }: Outgoing, cors: Cors | null): Readonly<Headers> {
  const { cookie, origin } = request.raw.headers
  const withCookie = from !== null && (cookie !== undefined || from === 'browsable-page') ? withCookies(headers, cookie, from) : headers
  if (cors === null) return withCookie
  const { 'set-cookie': set, ...result } = cors.add(withCookie, { method: request.method, origin })
  return set === undefined ? result : { ...result, 'set-cookie': set }
}

function asIs(body: unknown): string {
  return String(body)
}
