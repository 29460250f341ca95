import type { IncomingMessage } from 'node:http'

/** What the headers say about a request's body. */
export interface Entity {
  /** The `Content-Type` as sent, one character for each byte; undefined when there is none. */
  readonly type: string | undefined
  /** Bytes. A body without a length counts as empty, a chunked one too, as with Django under WSGI. */
  readonly length: number
}

export const NO_ENTITY: Entity = { type: undefined, length: 0 }

declare module 'fastify' {
  interface FastifyRequest {
    /** The body that the REST face has yet to read; null on requests that did not come in by it. */
    entity: Entity | null
  }
}

/**
 * Takes the headers of the body away, so that Fastify calls the handler with the body unread: it would refuse unknown
 * media types and read the body before a view has asked for credentials. `rawHeaders` keeps them.
 */
export function takeEntity(raw: IncomingMessage): Entity {
  const { headers } = raw
  const type = headers['content-type']
  const length = headers['content-length']
  // Fastify answers 400 to QUERY without a type; one that nobody parses brings it to the not-found handler.
  if (raw.method === 'QUERY') headers['content-type'] = 'application/x-unread'
  else if (type !== undefined) headers['content-type'] = undefined
  if (length === undefined && headers['transfer-encoding'] === undefined) return type === undefined ? NO_ENTITY : { type, length: 0 }
  headers['content-length'] = undefined
  headers['transfer-encoding'] = undefined
  return { type, length: length === undefined ? 0 : Number(length) }
}
