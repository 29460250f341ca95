import { STATUS_CODES } from 'node:http'
import type { ClientInfo, Principal } from '@latchkey/contract/router'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Data } from './body/data.ts'
import { readData } from './body/parse.ts'
import { browsablePage } from './browsable-page.ts'
import { type Headers, PAGE_HEADERS, type ViewHeaders, viewHeaders } from './headers.ts'
import { describeView } from './metadata.ts'
import { COMPACT_JSON, type Negotiable, type Rendering } from './negotiate.ts'
import { PAGES, type Page } from './pages.ts'
import { Refusal, SuspiciousRequest } from './refusal.ts'
import { renderJson } from './render.ts'
import { BROWSED, INNER, type Sender } from './reply.ts'
import { type Answer, allowedMethods, type Call, type Method, type View } from './view.ts'

/** What all views of the face have in common. */
export interface Face {
  readonly browsable: boolean
  /** The value of `WWW-Authenticate` on a 401. */
  readonly challenge: string
  readonly send: Sender
  negotiate(request: Negotiable): Rendering
  /** Null without credentials. Rejects for bad ones. */
  authenticate(request: FastifyRequest): Promise<Principal | null>
  /** What to answer to an error of the rules; null for one that nobody expected. */
  translate(error: unknown): Refusal | null
  /** The refusal for a guarded view without credentials. */
  readonly notAuthenticated: Refusal
}

export type ViewHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/**
 * Serves a view in the order in which DRF judges a request: negotiation, authentication, permission, method, and
 * whatever the method then asks of the body and the rules.
 */
export function createViewHandler(view: View, face: Face): ViewHandler {
  const headers = viewHeaders({ allow: allowedMethods(view), challenge: face.challenge, browsable: face.browsable })
  const description = describeView(view, face)
  const methods = new Map<string, Method<Call>>([...view.methods, ['OPTIONS', () => ({ status: 200, data: description })]])

  async function answer(request: FastifyRequest): Promise<Answer> {
    const principal = view.bearer === 'ignored' ? null : await face.authenticate(request)
    if (principal === null && view.bearer === 'required') throw face.notAuthenticated
    const method = methods.get(request.method)
    if (method === undefined) throw Refusal.detail(405, `Method "${request.method}" not allowed.`)
    return method(new RequestCall(request, principal))
  }

  return async (request, reply) => {
    const { raw } = request
    let rendering = COMPACT_JSON
    try {
      rendering = face.negotiate({ url: raw.url ?? '/', accept: raw.headers.accept })
      const { status, data, secret } = await answer(request)
      respond({ status, data, extra: null, base: baseHeaders(headers, status, { rendering, data, secret }) })
    } catch (error) {
      const refusal = error instanceof Refusal ? error : face.translate(error)
      if (refusal === null) return face.send(request, reply, pageFor(error, request))
      const { status, data } = refusal
      respond({ status, data, extra: refusal.headers, base: baseHeaders(headers, status, { rendering, data, secret: false }) })
    }

    function respond(out: {
      status: number
      data: Answer['data'] | undefined
      base: Readonly<Headers>
      extra: Readonly<Record<string, string>> | null
    }): void {
      const { status, data, base, extra } = out
      const withExtra = extra === null ? base : { ...base, ...extra }
      if (rendering.as === 'html') {
        const body = htmlOf({ view, request, status, data })
        face.send(request, reply, { status, headers: withExtra, body, cookies: BROWSED })
      } else if (data === undefined) face.send(request, reply, { status, headers: withExtra, cookies: INNER })
      else face.send(request, reply, { status, headers: withExtra, body: renderJson(data, rendering.indent), cookies: INNER })
    }
  }
}

function baseHeaders(
  headers: ViewHeaders,
  status: number,
  reply: { rendering: Rendering; data: Answer['data'] | undefined; secret: boolean | undefined },
): Readonly<Headers> {
  if (reply.rendering.as === 'html') {
    const html = status === 401 ? headers.unauthorizedHtml : headers.html
    return reply.secret === true ? { ...html, 'cache-control': 'no-store' } : html
  }
  if (status === 401) return headers.unauthorizedJson
  if (reply.data === undefined) return headers.empty
  return reply.secret === true ? headers.secretJson : headers.json
}

function htmlOf(reply: { view: View; request: FastifyRequest; status: number; data: Answer['data'] | undefined }): string {
  const { view, request, status, data } = reply
  const path = (request.raw.url ?? '/').split('?', 1)[0] ?? ''
  return browsablePage({
    name: view.name,
    description: view.description,
    request: `${request.method} ${path}`,
    status,
    reason: STATUS_CODES[status] ?? '',
    allow: allowedMethods(view),
    data,
  })
}

function pageFor(
  error: unknown,
  request: FastifyRequest,
): { status: number; headers: Readonly<Headers>; body: string; cookies: typeof INNER } {
  if (!(error instanceof SuspiciousRequest)) request.log.error({ err: error }, 'a REST view failed')
  const page: Page = error instanceof SuspiciousRequest ? PAGES.badRequest : PAGES.serverError
  return { status: page.status, headers: PAGE_HEADERS, body: page.html, cookies: INNER }
}

class RequestCall implements Call {
  readonly #request: FastifyRequest
  readonly principal: Principal | null

  constructor(request: FastifyRequest, principal: Principal | null) {
    this.#request = request
    this.principal = principal
  }

  get client(): ClientInfo {
    return { userAgent: this.#request.raw.headers['user-agent'] ?? '', ip: this.#request.ip }
  }

  readData(): Promise<Data> {
    return readData(this.#request.raw, this.#request.entity)
  }
}
