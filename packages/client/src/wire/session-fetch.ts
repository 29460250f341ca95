import type { BearerSource } from './bearer.ts'
import { refuseOtherOrigin } from './origins.ts'

/** `fetch` with the session's access token. */
export type SessionFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

export interface SessionFetchOptions {
  source: BearerSource
  fetch: SessionFetch
  /** Origins that may see the access token, besides that of this page. */
  origins: ReadonlySet<string>
}

function withBearer(request: Request, access: string): Request {
  const headers = new Headers(request.headers)
  headers.set('authorization', `Bearer ${access}`)
  return new Request(request, { headers })
}

/**
 * A `fetch` for REST calls that renews the session as the typed calls do: a 401 is tried once more, with a renewed token. Rejects with a
 * `TypeError` for an origin that was not named, so that the token cannot leak by a wrong address. A request that brings its own
 * `Authorization` goes out as it is.
 */
export function createSessionFetch({ source, fetch, origins }: SessionFetchOptions): SessionFetch {
  return async (input, init) => {
    const request = new Request(input, init)
    refuseOtherOrigin(origins, request.url)
    if (request.headers.has('authorization')) return fetch(request)
    const bearer = await source.bearer()
    const first = request.clone()
    const response = await fetch(bearer ? withBearer(first, bearer.access) : first)
    if (response.status !== 401) return response
    const renewed = await source.renewed(bearer)
    return renewed ? fetch(withBearer(request, renewed.access)) : response
  }
}
