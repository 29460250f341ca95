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

/** Which of Django's middlewares saw a reply: redirects and refused hosts are answered outside the CSRF middleware. */
export interface CookieScope {
  readonly csrf: boolean
  /** The reply is a page, whose forms would use the CSRF cookie. */
  readonly page: boolean
}

/** Adds `Set-Cookie` and `Vary: Cookie` where Django would; without a broken cookie or a page, the very headers given. */
export function withCookies(headers: Readonly<Headers>, cookieHeader: string | undefined, scope: CookieScope): Readonly<Headers> {
  const cookies = cookieHeader !== undefined && mayMatter(cookieHeader) ? parseCookies(cookieHeader) : NO_COOKIES
  const set: string[] = []
  const secret = scope.csrf ? csrfSecret(cookies.get(CSRF_COOKIE), scope.page) : null
  if (secret !== null) set.push(csrfCookie(secret))
  const session = cookies.get(SESSION_COOKIE)
  if (session !== undefined && session.length < SHORTEST_SESSION_KEY) set.push(DELETED_SESSION)
  return set.length === 0 ? headers : { ...withVary(headers, 'Cookie', 'x-content-type-options'), 'set-cookie': set }
}

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

/** The secret that the reply must set, null when the cookie is absent or good; a page renews a good one. */
function csrfSecret(cookie: string | undefined, page: boolean): string | null {
  if (cookie === undefined) return page ? newSecret() : null
  if (!/^(?:[A-Za-z0-9]{32}){1,2}$/.test(cookie)) return newSecret()
  if (!page) return null
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
