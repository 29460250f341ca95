import type { FastifyReply, FastifyRequest } from 'fastify'
import { drain, fateOfRest } from './body/read-bytes.ts'
import { type ReplyOrigin, withCookies } from './cookies.ts'
import type { Cors } from './cors.ts'
import { type Headers, headerLines } from './headers.ts'

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

/**
 * The one way out of the REST face: it adds cookies and CORS headers, and lets a client finish sending what was not read.
 * It writes to Node's response itself: what Fastify's way out does for a reply (hooks, serializers) is a third of a read's cost.
 */
export function createSender(cors: Cors | null): Sender {
  return (request, reply, outgoing) => {
    const { raw, entity } = request
    // Unset on a request that another scope handed over.
    if (!entity || entity.length === 0) return write(request, reply, outgoing, cors)
    const fate = fateOfRest(raw, entity.length)
    if (fate === 'drain') return drain(raw).then(() => write(request, reply, outgoing, cors))
    return write(request, reply, fate === 'close' ? { ...outgoing, headers: { ...outgoing.headers, connection: 'close' } } : outgoing, cors)
  }
}

function write(request: FastifyRequest, reply: FastifyReply, outgoing: Outgoing, cors: Cors | null): void {
  const { status, body } = outgoing
  const lines = headerLines(dressed(request, outgoing, cors))
  const length = body === undefined ? 0 : Buffer.byteLength(body)
  reply.hijack()
  // An empty reply to HEAD says nothing of the length that its GET would have.
  const hasLength = body !== undefined || request.method !== 'HEAD'
  reply.raw.writeHead(status, hasLength ? [...lines, 'content-length', String(length)] : [...lines])
  // One byte for each character is the faster way, and most replies have it.
  reply.raw.end(body, length === body?.length ? 'latin1' : 'utf8')
}

function dressed(request: FastifyRequest, { headers, from }: Outgoing, cors: Cors | null): Readonly<Headers> {
  const { cookie, origin } = request.raw.headers
  const withCookie = from !== null && (cookie !== undefined || from === 'browsable-page') ? withCookies(headers, cookie, from) : headers
  if (cors === null) return withCookie
  const { 'set-cookie': set, ...result } = cors.add(withCookie, { method: request.method, origin })
  return set === undefined ? result : { ...result, 'set-cookie': set }
}
