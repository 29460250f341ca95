import type { ClientInfo, Principal } from '@latchkey/contract/router'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientOf } from '../../plugins/client-of.ts'
import type { Data } from './body/data.ts'
import { NO_ENTITY } from './body/entity.ts'
import { readData } from './body/parse.ts'
import { browsablePage } from './browsable-page.ts'
import { type Headers, PAGE_HEADERS, type ViewHeaders, viewHeaders } from './headers.ts'
import { describeView } from './metadata.ts'
import { COMPACT_JSON, type Negotiable, type Rendering } from './negotiate.ts'
import { PAGES } from './pages.ts'
import { Refusal, SuspiciousRequest } from './refusal.ts'
import { renderJson } from './render.ts'
import type { Outgoing, Sender } from './reply.ts'
import { pathOf } from './url.ts'
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
  const allow = allowedMethods(view)
  const headers = viewHeaders({ allow, challenge: face.challenge, browsable: face.browsable })
  const description = describeView(view, face)
  const methods = new Map<string, Method<Call>>([...view.methods, ['OPTIONS', () => ({ status: 200, data: description })]])

  async function answer(request: FastifyRequest): Promise<Answer> {
    const principal = view.bearer === 'ignored' ? null : await face.authenticate(request)
    if (principal === null && view.bearer === 'required') throw face.notAuthenticated
    const method = methods.get(request.method)
    if (method === undefined) throw Refusal.detail(405, `Method "${request.method}" not allowed.`)
    return method(new RequestCall(request, principal))
  }

  function present(request: FastifyRequest, rendering: Rendering, answer: Answer): Outgoing {
    const { status, data } = answer
    const own = answer.headers === undefined ? undefined : { ...answer.headers }
    if (rendering.as === 'html') {
      const body = browsablePage({ view, allow, method: request.method, path: pathOf(request.raw.url ?? '/'), status, data })
      return { status, headers: { ...htmlHeaders(headers, answer), ...own }, body, from: 'browsable-page' }
    }
    const base = jsonHeaders(headers, answer)
    const all = own === undefined ? base : { ...base, ...own }
    if (data === undefined) return { status, headers: all, from: 'view' }
    return { status, headers: all, body: renderJson(data, rendering.indent), from: 'view' }
  }

  return async (request, reply) => {
    let rendering = COMPACT_JSON
    let outgoing: Outgoing
    try {
      rendering = face.negotiate({ url: request.raw.url ?? '/', accept: request.raw.headers.accept })
      outgoing = present(request, rendering, await answer(request))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : face.translate(error)
      outgoing = refusal === null ? pageFor(error, request) : present(request, rendering, refusal)
    }
    const later = face.send(request, reply, outgoing)
    if (later !== undefined) await later
  }
}

function jsonHeaders(headers: ViewHeaders, { status, data, secret }: Answer): Readonly<Headers> {
  if (status === 401) return headers.unauthorizedJson
  if (data === undefined) return headers.empty
  return secret === true ? headers.secretJson : headers.json
}

function htmlHeaders(headers: ViewHeaders, { status, secret }: Answer): Readonly<Headers> {
  const base = status === 401 ? headers.unauthorizedHtml : headers.html
  return secret === true ? { ...base, 'cache-control': 'no-store' } : base
}

/** Django's page for a request that it turns away, and for a failure that nobody expected; the cause goes to the log. */
function pageFor(error: unknown, { log, id }: FastifyRequest): Outgoing {
  const isSuspicious = error instanceof SuspiciousRequest
  if (!isSuspicious) log.error({ err: error, requestId: id }, 'a REST view failed')
  const { status, html } = isSuspicious ? PAGES.badRequest : PAGES.serverError
  return { status, headers: PAGE_HEADERS, body: html, from: 'error-page' }
}

class RequestCall implements Call {
  readonly #request: FastifyRequest
  readonly principal: Principal | null

  constructor(request: FastifyRequest, principal: Principal | null) {
    this.#request = request
    this.principal = principal
  }

  get client(): ClientInfo {
    return clientOf(this.#request)
  }

  readData(): Promise<Data> {
    return readData(this.#request.raw, this.#request.entity ?? NO_ENTITY)
  }
}
