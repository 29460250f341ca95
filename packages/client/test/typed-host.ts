import { randomUUID } from 'node:crypto'
import { type Account, AuthError, COOKIE_MODE_HEADER, COOKIE_MODE_VALUE } from '@latchkey/contract'
import { type AppRouter, appRouter, type Context, type IssuedTokens, type Principal } from '@latchkey/contract/router'
import { TRPCError } from '@trpc/server'
import { type CreateFastifyContextOptions, type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import Fastify from 'fastify'

const COOKIE_NAME = 'refresh'

/** A typed face over HTTP whose rules are the least that a client can be tried against: everything lives in memory. */
export interface TypedHost extends AsyncDisposable {
  readonly url: string
  /** Procedures in the order in which they were answered, one entry for each HTTP request: `auth.me,home` is a batch. */
  readonly requests: string[]
  /** From now on every access token that was given out is refused. */
  expireAccess(): void
  /** From now on every refresh token that was given out is refused. */
  expireRefresh(): void
  /** While set, the named procedure answers 503. */
  setBusy(path: string, isBusy: boolean): void
  /** How many requests to the procedure were seen. */
  count(path: string): number
}

function mint(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ jti: randomUUID(), ...claims })}.unsigned`
}

/** Nobody is staff here: none of these is ever called. */
function forNobody(): Context['admin'] {
  const refuse = (): Promise<never> => Promise.reject(new AuthError('permission_denied'))
  return {
    users: {
      list: refuse,
      get: refuse,
      create: refuse,
      update: refuse,
      setActive: refuse,
      setPassword: refuse,
      revokeSessions: refuse,
    },
    audit: { list: refuse },
    statistics: refuse,
  }
}

export interface TypedHostOptions {
  /** Seconds. */
  accessLifetime?: number
  /** Seconds that the server's clock is ahead of ours. */
  clockAhead?: number
}

export async function startTypedHost({ accessLifetime = 900, clockAhead = 0 }: TypedHostOptions = {}): Promise<TypedHost> {
  const accounts = new Map<string, Account>()
  const access = new Map<string, Principal>()
  const refresh = new Map<string, { username: string; iat: number; sid: string }>()
  const busy = new Set<string>()
  const requests: string[] = []

  function accountOf(username: string): Account {
    const profile = { fullName: username, bio: '', image: 'default.jpg', verified: false }
    const account = {
      id: accounts.size + 1,
      username,
      email: '',
      isStaff: false,
      isSuperuser: false,
      dateJoined: '2026-01-01T00:00:00Z',
      profile,
    }
    const known = accounts.get(username) ?? account
    accounts.set(username, known)
    return known
  }

  const serverTime = (): number => Math.floor(Date.now() / 1000) + clockAhead

  /** `iat` is that of the refresh token presented, as SimpleJWT copies it. */
  function issue(username: string, iat = serverTime(), sid: string = randomUUID()): IssuedTokens & { account: Account } {
    const account = accountOf(username)
    const now = serverTime()
    const issued = {
      access: mint({ token_type: 'access', exp: now + accessLifetime, iat, user_id: account.id, sid }),
      refresh: mint({ token_type: 'refresh' }),
      refreshExpiresAt: new Date(Date.now() + 86_400_000),
    }
    access.set(issued.access, { userId: account.id, username, isStaff: false, sessionId: null })
    refresh.set(issued.refresh, { username, iat: now, sid })
    return { ...issued, account }
  }

  const services: Pick<Context, 'auth' | 'account' | 'sessions' | 'admin' | 'greetings'> = {
    auth: {
      register: async ({ username }) => issue(username),
      login: async ({ username, password }) => {
        if (password !== 'right password') throw new AuthError('no_active_account')
        return issue(username)
      },
      refresh: async (token) => {
        const known = refresh.get(token)
        if (!known) throw new AuthError('token_not_valid', { reason: 'blacklisted' })
        refresh.delete(token)
        return issue(known.username, known.iat, known.sid)
      },
      logout: async (token) => {
        refresh.delete(token)
      },
      verify: async () => ({ tokenType: 'access', expiresAt: '2030-01-01T00:00:00Z' }),
      me: async ({ username }) => accountOf(username),
    },
    account: {
      profile: async ({ username }) => accountOf(username).profile,
      updateProfile: async ({ username }, update) => {
        const account = accountOf(username)
        const profile = { ...account.profile, fullName: update.fullName ?? account.profile.fullName }
        accounts.set(username, { ...account, profile })
        return profile
      },
      changePassword: async (_principal, { currentPassword }) => {
        if (currentPassword !== 'right password') throw new AuthError('no_active_account')
      },
      requestPasswordReset: async () => undefined,
      resetPassword: async () => {
        throw new AuthError('one_time_token_not_valid')
      },
      requestEmailVerification: async () => undefined,
      verifyEmail: async () => {
        throw new AuthError('one_time_token_not_valid')
      },
      changeEmail: async () => undefined,
      export: async () => {
        throw new AuthError('user_not_found')
      },
      delete: async () => undefined,
    },
    sessions: {
      list: async () => [],
      revoke: async () => undefined,
      revokeOthers: async () => ({ count: 0 }),
      revokeAll: async () => ({ count: 0 }),
    },
    admin: forNobody(),
    greetings: { home: () => 'Welcome home', dashboardRead: ({ username }) => username, dashboardPost: (_principal, text) => text },
  }

  function createContext({ req, res, info }: CreateFastifyContextOptions): Context {
    for (const { path } of info.calls) {
      if (busy.has(path)) throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause: new AuthError('too_busy') })
    }
    const bearer = req.headers.authorization?.slice('Bearer '.length)
    const principal = (bearer !== undefined && access.get(bearer)) || null
    const refusal = bearer !== undefined && !principal ? new AuthError('token_not_valid', { reason: 'expired' }) : null
    const cookie = req.headers.cookie?.split(`${COOKIE_NAME}=`)[1] ?? null
    const refreshCookie = {
      read: () => cookie,
      write: (token: string) => void res.header('set-cookie', `${COOKIE_NAME}=${token}; HttpOnly`),
      clear: () => void res.header('set-cookie', `${COOKIE_NAME}=; HttpOnly; Max-Age=0`),
    }
    const isCookieMode = req.headers[COOKIE_MODE_HEADER] === COOKIE_MODE_VALUE
    const client = { userAgent: '', ip: req.ip }
    return { ...services, client, requestId: req.id, failure: null, principal, refusal, refreshCookie: isCookieMode ? refreshCookie : null }
  }

  const app = Fastify({ routerOptions: { maxParamLength: 2_000 } })
  app.addHook('onRequest', async ({ url }, reply) => {
    reply.header('date', new Date(serverTime() * 1000).toUTCString())
    requests.push(url.replace('/trpc/', '').split('?')[0] ?? '')
  })
  app.get('/rest', async (request, reply) => {
    const isKnown = access.has(request.headers.authorization?.slice('Bearer '.length) ?? '')
    return reply.code(isKnown ? 200 : 401).send({})
  })
  app.post('/rest', async (request, reply) => {
    const isKnown = access.has(request.headers.authorization?.slice('Bearer '.length) ?? '')
    return reply.code(isKnown ? 200 : 401).send(request.body)
  })
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: { router: appRouter, createContext },
  } satisfies FastifyTRPCPluginOptions<AppRouter>)
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })

  return {
    url: `${origin}/trpc`,
    requests,
    expireAccess: () => access.clear(),
    expireRefresh: () => refresh.clear(),
    setBusy: (path, isBusy) => void (isBusy ? busy.add(path) : busy.delete(path)),
    count: (path) => requests.filter((request) => request === path).length,
    [Symbol.asyncDispose]: () => app.close(),
  }
}
