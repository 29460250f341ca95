import { AuthError, COOKIE_MODE_HEADER, COOKIE_MODE_VALUE } from '@latchkey/contract'
import type { RefreshCookie } from '@latchkey/contract/router'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** `__Host-`: browsers take it only with Secure, for this host alone, and from no subdomain. Loopback counts as secure. */
const NAME = '__Host-latchkey-refresh'
const ATTRIBUTES = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const

/**
 * The refresh token's cookie, or null for a caller that carries its token itself. Throws `cross_site_refused` where the call does
 * not come from a page of this site: the required header alone already keeps out forms and simple requests of others.
 */
export function refreshCookieOf(request: FastifyRequest, reply: FastifyReply): RefreshCookie | null {
  if (request.headers[COOKIE_MODE_HEADER] !== COOKIE_MODE_VALUE) return null
  if (!isSameOrigin(request)) throw new AuthError('cross_site_refused')
  return {
    read: () => request.cookies[NAME] ?? null,
    write: (token, expires) => {
      reply.setCookie(NAME, token, { ...ATTRIBUTES, expires })
    },
    clear: () => {
      reply.clearCookie(NAME, ATTRIBUTES)
    },
  }
}

/** What the browser says of where the call comes from; a caller that says nothing is no browser and has no cookie to steal. */
function isSameOrigin({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  if (origin === undefined) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
