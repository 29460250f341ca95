import { COOKIE_MODE_HEADER, COOKIE_MODE_VALUE } from '@latchkey/contract'
import type { AppRouter } from '@latchkey/contract/router'
import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCClient } from '@trpc/client'
import { createAuthSession, type SessionControl } from './session/auth-session.ts'
import { createExclusive } from './session/exclusive.ts'
import { createServerClock } from './session/server-clock.ts'
import type { Session } from './session/session.ts'
import { cookieStorage } from './storage/cookie-storage.ts'
import { memoryStorage } from './storage/memory-storage.ts'
import { isShared, type SessionStorage } from './storage/session-storage.ts'
import { createBearerSource } from './wire/bearer.ts'
import { createSessionCalls } from './wire/session-calls.ts'
import { createSessionFetch, type SessionFetch } from './wire/session-fetch.ts'
import { createSessionIntercept, type SessionIntercept } from './wire/session-intercept.ts'
import { bearerHeaders, sessionLink } from './wire/session-link.ts'

/** Stays below what proxies and the server take in one request. */
const LARGEST_BATCH = 10
const LONGEST_URL = 2_000

/** Calls about the session itself: never sent with an access token, never replayed, never batched. */
const SESSION_PATHS: ReadonlySet<string> = new Set(['auth.login', 'auth.register', 'auth.refresh', 'auth.logout'])

export interface LatchkeyClientOptions {
  /** Where the server answers typed calls: `/trpc` for a page of the same origin, else an absolute URL. */
  url: string
  /** Where the refresh token is kept. Default: {@link cookieStorage} in a browser, {@link memoryStorage} elsewhere. */
  storage?: SessionStorage
  /** Default: the platform's. */
  fetch?: SessionFetch
  /** Other origins that `session.fetch` and `session.intercept` may send the access token to, each as `https://host[:port]`. */
  resourceOrigins?: readonly string[]
  /** Called after every change of the session, in this tab or another. */
  onSession?: (session: Session | null) => void
}

/** {@link SessionControl}, and what carries the session to REST routes. */
export interface AuthSession extends SessionControl {
  readonly fetch: SessionFetch
  /** Puts the session on an axios instance; the returned function takes it off again. */
  readonly intercept: SessionIntercept
}

export interface LatchkeyClient {
  /** Every procedure of the server, typed. */
  readonly api: TRPCClient<AppRouter>
  readonly session: AuthSession
}

const isBrowser = (): boolean => typeof document !== 'undefined'

const COOKIE_MODE: { init: RequestInit; headers: Record<string, string> } = {
  init: { credentials: 'same-origin' },
  headers: { [COOKIE_MODE_HEADER]: COOKIE_MODE_VALUE },
}

/** A client with one session, which renews itself. Nothing is sent before the first call; `session.restore()` takes up a stored session. */
export function createLatchkeyClient(options: LatchkeyClientOptions): LatchkeyClient {
  const { url, storage = isBrowser() ? cookieStorage() : memoryStorage(), resourceOrigins = [], onSession } = options
  const send: SessionFetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const { href, origin } = new URL(url, typeof location === 'undefined' ? undefined : location.href)
  const cookies = storage.kind === 'cookie' ? COOKIE_MODE : { init: {}, headers: {} }

  const clock = createServerClock()
  const alone = httpLink<AppRouter>({
    url: href,
    fetch: async (input, { signal = null, ...init } = {}) => {
      const reply = await send(input, { ...init, signal, ...cookies.init })
      clock.observe(reply)
      return reply
    },
    headers: ({ op }) => ({ ...cookies.headers, ...bearerHeaders(op) }),
  })
  const sharedName = isShared(storage) ? `latchkey:${href}` : null
  const session = createAuthSession({
    calls: createSessionCalls({ client: createTRPCClient<AppRouter>({ links: [alone] }), storage }),
    exclusively: createExclusive(sharedName),
    clock,
    channelName: sharedName,
  })
  if (onSession) session.subscribe(() => onSession(session.current()))

  const source = createBearerSource(session)
  const batched = httpBatchLink<AppRouter>({
    url: href,
    fetch: (input, { signal = null, ...init } = {}) => send(input, { ...init, signal }),
    headers: ({ opList }) => bearerHeaders(opList[0]),
    maxItems: LARGEST_BATCH,
    maxURLLength: LONGEST_URL,
  })
  const api = createTRPCClient<AppRouter>({
    links: [splitLink({ condition: (op) => SESSION_PATHS.has(op.path), true: alone, false: [sessionLink(source), batched] })],
  })

  const origins = new Set([origin, ...resourceOrigins.map((resource) => new URL(resource).origin)])
  const rest = { fetch: createSessionFetch({ source, fetch: send, origins }), intercept: createSessionIntercept({ source, origins }) }
  return { api, session: { ...session, ...rest } }
}
