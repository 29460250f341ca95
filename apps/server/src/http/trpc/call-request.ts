import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'

/** What tRPC reads of a web `Request`, over Fastify's: its adapters for the edge take the real one, which is costly to make. */
export class CallRequest implements Pick<Request, 'method' | 'url' | 'signal' | 'json'> {
  readonly headers: CallHeaders
  readonly #request: FastifyRequest

  constructor(request: FastifyRequest) {
    this.#request = request
    this.headers = new CallHeaders(request.headers)
  }

  get method(): string {
    return this.#request.method
  }

  /** Absolute, as tRPC wants it; nothing looks at the host. */
  get url(): string {
    return `http://latchkey${this.#request.raw.url ?? '/'}`
  }

  /** Never aborted: a call that was begun is carried out. */
  get signal(): AbortSignal {
    return new AbortController().signal
  }

  async json(): Promise<unknown> {
    const { body } = this.#request
    return JSON.parse(typeof body === 'string' ? body : '')
  }
}

class CallHeaders implements Pick<Headers, 'get' | 'has'> {
  readonly #headers: IncomingHttpHeaders

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers
  }

  get(name: string): string | null {
    const value = this.#headers[name.toLowerCase()]
    return Array.isArray(value) ? value.join(', ') : (value ?? null)
  }

  has(name: string): boolean {
    return this.get(name) !== null
  }
}
