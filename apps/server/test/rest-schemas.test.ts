import { REST_ROUTES, RestFieldErrors, RestRefusal, type RestRoute } from '@latchkey/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiRoutes } from '../src/http/rest/routes/api.ts'
import { authRoutes } from '../src/http/rest/routes/auth.ts'
import { rootRoutes } from '../src/http/rest/routes/root.ts'
import { SETTINGS, services } from '../src/http/rest/scripted-services.ts'
import { bearer, post, signUp } from './rest-calls.ts'
import { type TestApp, testApp } from './test-app.ts'

const ROUTES = Object.entries(REST_ROUTES) as [RestRoute, (typeof REST_ROUTES)[RestRoute]][]

let service: TestApp
let user: { username: string; password: string }

beforeAll(async () => {
  service = await testApp()
  const { username, password } = await signUp(service.base)
  user = { username, password }
})
afterAll(() => service[Symbol.asyncDispose]())

/** A body that the route takes, as fresh as one that spends its token needs it. */
async function goodBody(route: RestRoute): Promise<Record<string, string>> {
  const mount = route.replace(/^\w+ /, '').startsWith('/auth/') ? '/auth/' : route.includes('/api/') ? '/api/' : '/'
  if (route === 'POST /api/register/') return { username: 'bob', email: 'bob@example.com', password: 'correct horse battery' }
  if (route === 'POST /api/dashboard/') return { text: 'hello' }
  if (route === 'POST /logout/') return {}
  if (/(token|sliding|login)\/$/.test(route)) return user
  if (route === 'POST /api/token/sliding/refresh/') {
    return { token: String((await post(service.base, '/api/token/sliding/', user)).json()['token']) }
  }
  const pair = (await post(service.base, `${mount}token/`, user)).json()
  return route.endsWith('/verify/') ? { token: String(pair['access']) } : { refresh: String(pair['refresh']) }
}

async function ask(route: RestRoute, body: unknown, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = route.split(' ')
  const sent = method === 'GET' ? {} : { body: JSON.stringify(body) }
  const reply = await fetch(service.base + path, { method, headers: { 'content-type': 'application/json', ...headers }, ...sent })
  const text = await reply.text()
  return { status: reply.status, data: text === '' ? '' : (JSON.parse(text) as unknown) }
}

describe.each(ROUTES)('%s', (route, { bearer: needsBearer, reply, status, ...rest }) => {
  test('takes and answers what its schemas say', async () => {
    const { access } = (await post(service.base, '/api/token/', user)).json()
    const body = await goodBody(route)
    if ('body' in rest) expect(rest.body.parse(body)).toEqual(body)
    const answer = await ask(route, body, needsBearer ? bearer(String(access)) : {})
    expect(answer.status).toBe(status)
    expect(reply.parse(answer.data)).toEqual(answer.data)
  })

  test('refuses in the form that its schemas say', async () => {
    const { status: refused, data } = await ask(route, {})
    expect(refused).toBe(needsBearer ? 401 : 400)
    if (needsBearer) expect(RestRefusal.parse(data)).toEqual(data)
    else expect(RestFieldErrors.parse(data)).toEqual(data)
  })
})

test('every route that is served has its schemas', () => {
  const served = { ...rootRoutes(services), ...authRoutes(services), ...apiRoutes(services, SETTINGS) }
  const named = new Set(ROUTES.map(([route]) => route.split(' ')[1]))
  expect([...named].sort()).toEqual(Object.keys(served).sort())
})
