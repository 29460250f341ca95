import { type Headers, PAGE_HEADERS, withVary } from './headers.ts'

const ALLOWED_HEADERS = 'accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with'
const ALLOWED_METHODS = 'DELETE, GET, OPTIONS, PATCH, POST, PUT'
const MAX_AGE_SECONDS = '86400'

/** What CORS needs of a request. */
interface CrossOriginRequest {
  readonly method: string
  readonly origin: string | undefined
}

/** The CORS headers as django-cors-headers sends them when it is the outermost middleware. Credentials are never allowed. */
export interface Cors {
  /** Adds the CORS headers to those of any reply, errors and redirects included. */
  add(headers: Readonly<Headers>, request: CrossOriginRequest): Headers
}

/** `origins` are compared as whole strings; `['*']` allows every one. Null where no origin is configured: then nothing is sent. */
export function createCors(origins: readonly string[]): Cors | null {
  if (origins.length === 0) return null
  const any = origins.includes('*')
  return {
    add(headers, { method, origin }) {
      const result = withVary(headers, 'origin')
      if (origin === undefined || origin === '' || isMalformed(origin)) return result
      if (!any && !origins.includes(origin)) return result
      result['access-control-allow-origin'] = any ? '*' : origin
      if (method === 'OPTIONS') {
        result['access-control-allow-headers'] = ALLOWED_HEADERS
        result['access-control-allow-methods'] = ALLOWED_METHODS
        result['access-control-max-age'] = MAX_AGE_SECONDS
      }
      return result
    },
  }
}

/** An address with half a bracket, which Python's `urlsplit` refuses to read. */
function isMalformed(origin: string): boolean {
  return origin.includes('[') !== origin.includes(']')
}

/** A preflight is answered before anything else is looked at, the host and the path included. */
export function isPreflight(request: { method: string; requestedMethod: string | undefined }): boolean {
  return request.method === 'OPTIONS' && request.requestedMethod !== undefined
}

/** Of the empty 200 that answers a preflight, before `Cors.add`: what Django's own middlewares add where that of CORS is not the first. */
export const PREFLIGHT_HEADERS: Readonly<Headers> = PAGE_HEADERS
