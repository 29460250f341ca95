import type { RecordedBody, RecordedRequest, RepeatedText } from './case-format.ts'
import type { Scope } from './scope.ts'

/** Where the server under test listens. */
export interface Target {
  readonly host: string
  readonly port: number
}

/** The body's bytes, its variables filled in. */
export function bodyBytes(body: RecordedBody, scope: Scope): Buffer {
  if (typeof body === 'string') return Buffer.from(scope.expand(body))
  if ('b64' in body) return Buffer.from(body.b64, 'base64')
  if ('repeat' in body) return Buffer.from(repeatedText(body.repeat, scope))
  const text = scope.expand(body.text)
  return body.encoding === 'utf16be' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, body.encoding)
}

function repeatedText({ before = '', unit, count, after = '' }: RepeatedText, scope: Scope): string {
  // Bodies of many megabytes repeat one letter: counting them out one by one would take seconds.
  const middle = unit.includes('{i}')
    ? Array.from({ length: count }, (_, index) => unit.replaceAll('{i}', String(index))).join('')
    : unit.repeat(count)
  return scope.expand(before) + middle + scope.expand(after)
}

/** The request as it goes over the wire (RFC 9112). It asks the server to close, so that the end of the reply is plain to see. */
export function requestBytes(request: RecordedRequest, scope: Scope, target: Target): Buffer {
  const body = request.body == null ? null : bodyBytes(request.body, scope)
  const given = (request.headers ?? []).map(([name, value]) => [name, scope.expand(value)] as const)
  const names = new Set(given.map(([name]) => name.toLowerCase()))
  const lines = [`${request.method} ${scope.expand(request.path)} HTTP/1.1`]
  if (!names.has('host')) lines.push(`Host: ${target.host}:${target.port}`)
  lines.push(...given.map(([name, value]) => `${name}: ${value}`))
  if (!names.has('connection')) lines.push('Connection: close')
  const chunked = request.chunked === true && body !== null
  if (chunked) lines.push('Transfer-Encoding: chunked')
  else if (body !== null && !names.has('content-length')) lines.push(`Content-Length: ${body.length}`)
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  if (body === null) return head
  return Buffer.concat([head, ...(chunked ? oneChunk(body) : [body])])
}

function oneChunk(body: Buffer): Buffer[] {
  return [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]
}
