import { randomInt } from 'node:crypto'
import { type Headers, withVary } from './headers.ts'

/**
 * Latchkey has no session cookie and needs no CSRF cookie; Django beside it has both. What Django's middleware does to
 * broken ones is repeated here, so that a browser that talks to both servers is told the same by either.
 */
const CSRF_COOKIE = 'csrftoken'
const SESSION_COOKIE = 'sessionid'
const SECRET_LENGTH = 32
const SECRET_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const YEAR_SECONDS = 31_449_600
const SHORTEST_SESSION_KEY = 8
const DELETED_SESSION = `${SESSION_COOKIE}=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax`

/**
 * Where in Django a reply comes from, which decides what happens to broken cookies: a view, a view's page with its
 * forms, an error page, or the redirect for a missing slash, which the CSRF middleware does not see.
 */
export type ReplyOrigin = 'view' | 'browsable-page' | 'error-page' | 'redirect'

/** Adds `Set-Cookie` and `Vary: Cookie` where Django would; without a broken cookie or a browsable page, the very headers given. */
export function withCookies(headers: Readonly<Headers>, cookieHeader: string | undefined, origin: ReplyOrigin): Readonly<Headers> {
  const cookies = cookieHeader !== undefined && mayMatter(cookieHeader) ? parseCookies(cookieHeader) : NO_COOKIES
  const secret = origin === 'redirect' ? null : csrfSecret(cookies.get(CSRF_COOKIE), origin === 'browsable-page')
  const session = cookies.get(SESSION_COOKIE)
  const endsSession = session !== undefined && session.length < SHORTEST_SESSION_KEY
  if (secret === null && !endsSession) return headers
  const isInnermost = origin === 'error-page' && secret !== null
  return {
    ...withVary(headers, 'Cookie', isInnermost ? AFTER_TYPE : AFTER_FRAME_OPTIONS),
    'set-cookie': [...(secret === null ? [] : [csrfCookie(secret)]), ...(endsSession ? [DELETED_SESSION] : [])],
  }
}

/** `Vary` is written by whichever middleware came first: a new one goes before the first of these headers. */
const AFTER_TYPE = ['x-frame-options', 'x-content-type-options']
const AFTER_FRAME_OPTIONS = ['x-content-type-options']

const NO_COOKIES: ReadonlyMap<string, string> = new Map()

function mayMatter(header: string): boolean {
  return header.includes(CSRF_COOKIE) || header.includes(SESSION_COOKIE)
}

function parseCookies(header: string): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const chunk of header.split(';')) {
    const at = chunk.indexOf('=')
    if (at === -1) continue
    const value = chunk.slice(at + 1).trim()
    cookies.set(chunk.slice(0, at).trim(), /^".*"$/.test(value) ? value.slice(1, -1) : value)
  }
  return cookies
}

/** The secret that the reply must set, null when the cookie is absent or good; a page with forms needs one, and renews a good one. */
function csrfSecret(cookie: string | undefined, hasForms: boolean): string | null {
  if (cookie === undefined) return hasForms ? newSecret() : null
  if (!/^(?:[A-Za-z0-9]{32}){1,2}$/.test(cookie)) return newSecret()
  if (!hasForms) return null
  return cookie.length === SECRET_LENGTH ? cookie : unmasked(cookie)
}

/** Django before 4.0 stored the secret behind a mask: the second half minus the first, character by character. */
function unmasked(cookie: string): string {
  const size = SECRET_CHARACTERS.length
  const place = (at: number): number => SECRET_CHARACTERS.indexOf(cookie.charAt(at))
  return Array.from({ length: SECRET_LENGTH }, (_none, at) =>
    SECRET_CHARACTERS.charAt((place(at + SECRET_LENGTH) - place(at) + size) % size),
  ).join('')
}

function newSecret(): string {
  return Array.from({ length: SECRET_LENGTH }, () => SECRET_CHARACTERS.charAt(randomInt(SECRET_CHARACTERS.length))).join('')
}

function csrfCookie(secret: string): string {
  const expires = new Date(Date.now() + YEAR_SECONDS * 1000).toUTCString()
  return `${CSRF_COOKIE}=${secret}; expires=${expires}; Max-Age=${YEAR_SECONDS}; Path=/; SameSite=Lax`
}
