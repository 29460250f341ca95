import { get, post, type Request, send } from './request.ts'

export const SCENARIO_NAMES = ['protected-read', 'verify', 'refresh', 'login', 'rotating-refresh', 'typed-me'] as const

/** A kind of request whose rate is measured. */
export interface Scenario {
  readonly name: (typeof SCENARIO_NAMES)[number]
  readonly request: Request
  readonly connections: number
  /** Whether each request presents the refresh token of the reply before it; else all are `request`. */
  readonly rotates: boolean
  /** A reply to `request`, for the bare app to imitate. */
  readonly reply: unknown
  /** What Latchkey's rate is divided by: that of the bare app, of a bare procedure of its, or what the machine can hash. */
  readonly against: 'bare Fastify' | 'bare tRPC' | 'argon2id'
  /** The quotient to reach. */
  readonly target: number
}

const CONNECTIONS = 32
// Enough that a password always waits to be checked, few enough that waiting is not most of the latency.
const LOGIN_CONNECTIONS = 8

const CREDENTIALS = { username: 'bench', password: 'correct horse battery staple' }

/** Registers an account on a new server, logs it in, and makes the scenarios of its tokens. */
export async function prepareScenarios(address: string): Promise<readonly Scenario[]> {
  await send(address, post('/api/register/', CREDENTIALS))
  const login = post('/api/login/', CREDENTIALS)
  const pair = await send(address, login)
  const access = textOf(pair, 'access')
  const refresh = textOf(pair, 'refresh')
  const typedAccess = /"access":"([^"]+)"/.exec(JSON.stringify(await send(address, post('/trpc/auth.login', CREDENTIALS))))?.[1] ?? ''
  const [rotating = ''] = await obtainRefreshTokens(address, 1)

  const bare = { connections: CONNECTIONS, rotates: false, against: 'bare Fastify' } as const
  const scenarios: Omit<Scenario, 'reply'>[] = [
    { ...bare, name: 'protected-read', request: get('/api/protected/', access), target: 0.6 },
    { ...bare, name: 'verify', request: post('/api/token/verify/', { token: access }), target: 0.6 },
    { ...bare, name: 'refresh', request: post('/api/token/refresh/', { refresh }), target: 0.5 },
    { ...bare, name: 'login', request: login, connections: LOGIN_CONNECTIONS, against: 'argon2id', target: 0.9 },
    { ...bare, name: 'rotating-refresh', request: post('/token/refresh/', { refresh: rotating }), rotates: true, target: 0.25 },
    { ...bare, name: 'typed-me', request: get('/trpc/auth.me', typedAccess), against: 'bare tRPC', target: 0.4 },
  ]
  return Promise.all(scenarios.map(async (scenario) => ({ ...scenario, reply: await send(address, scenario.request) })))
}

/** So many refresh tokens, each of a login of its own, of the mount that rotates. */
export function obtainRefreshTokens(address: string, count: number): Promise<readonly string[]> {
  const obtain = async (): Promise<string> => textOf(await send(address, post('/token/', CREDENTIALS)), 'refresh')
  return Promise.all(Array.from({ length: count }, obtain))
}

function textOf(reply: unknown, name: string): string {
  const value = typeof reply === 'object' && reply !== null ? Object.entries(reply).find(([key]) => key === name)?.[1] : undefined
  if (typeof value !== 'string') throw new Error(`The reply has no text "${name}": ${JSON.stringify(reply)}`)
  return value
}
