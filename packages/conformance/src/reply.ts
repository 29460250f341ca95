/** A reply as it came over the wire, the transfer coding taken off. */
export interface Reply {
  readonly status: number
  readonly reason: string
  /** Latin-1, in the order of the wire. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
}

/** Bytes that are no HTTP/1.1 reply, or one cut short. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError'
}

interface Head {
  readonly status: number
  readonly reason: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Where the body begins. */
  readonly end: number
}

/**
 * Reads everything that a server sent on one connection, interim replies (1xx) passed over. Throws a `ReplyError` where the framing is
 * broken: an unfinished head or chunk, or a body unlike its Content-Length. For a HEAD request the bytes after the head are kept as
 * they are, since none belong there.
 */
export function parseReply(received: Buffer, method: string): Reply {
  let head = parseHead(received, 0)
  while (head.status < 200) head = parseHead(received, head.end)
  const { status, reason, headers } = head
  const rest = received.subarray(head.end)
  return { status, reason, headers, body: method === 'HEAD' ? rest : unframe(rest, headers) }
}

function parseHead(received: Buffer, start: number): Head {
  const blank = received.indexOf('\r\n\r\n', start)
  if (blank < 0) throw new ReplyError('the head of the reply is not complete')
  const [statusLine = '', ...lines] = received.toString('latin1', start, blank).split('\r\n')
  const [, status, reason = ''] = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(statusLine) ?? []
  if (status === undefined) throw new ReplyError(`${JSON.stringify(statusLine)} is not a status line`)
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const
  })
  return { status: Number(status), reason, headers, end: blank + 4 }
}

function unframe(rest: Buffer, headers: Head['headers']): Buffer {
  const headerValue = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
  if (/chunked/i.test(headerValue('transfer-encoding') ?? '')) return joinChunks(rest)
  const length = headerValue('content-length')
  if (length !== undefined && rest.length !== Number(length)) {
    throw new ReplyError(`Content-Length is ${length}, but ${rest.length} bytes came`)
  }
  return rest
}

function joinChunks(rest: Buffer): Buffer {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = rest.indexOf('\r\n', at)
    const size = lineEnd < 0 ? Number.NaN : Number.parseInt(rest.toString('latin1', at, lineEnd), 16)
    if (Number.isNaN(size)) throw new ReplyError('a chunk has no size')
    if (size === 0) return Buffer.concat(chunks)
    const start = lineEnd + 2
    if (rest.length < start + size + 2) throw new ReplyError('a chunk is cut short')
    chunks.push(rest.subarray(start, start + size))
    at = start + size + 2
  }
}
