import { connect } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { registerRest, restServerOptions } from './index.ts'
import type { RestSettings } from './rest-services.ts'
import { BEARER, SETTINGS, services } from './scripted-services.ts'

let app: FastifyInstance
const start = (settings: Partial<RestSettings> = {}): FastifyInstance => {
  app = Fastify({ ...restServerOptions })
  registerRest(app, services, { ...SETTINGS, ...settings })
  return app
}
afterEach(() => app.close())

const json = { 'content-type': 'application/json' }

describe('a request is judged in the order of DRF', () => {
  test('negotiation before authentication', async () => {
    const { statusCode } = await start().inject({ url: '/home/', headers: { accept: 'application/xml' } })
    expect(statusCode).toBe(406)
  })

  test('authentication before the method, the method before the body', async () => {
    start()
    expect((await app.inject({ method: 'PUT', url: '/home/' })).statusCode).toBe(401)
    expect((await app.inject({ method: 'PUT', url: '/home/', headers: BEARER })).statusCode).toBe(405)
    expect(
      (await app.inject({ method: 'POST', url: '/api/dashboard/', headers: { 'content-type': 'text/plain' }, payload: 'x' })).statusCode,
    ).toBe(401)
  })

  test('the media type before the size', async () => {
    start()
    const payload = 'x'.repeat(3_000_000)
    expect((await app.inject({ method: 'POST', url: '/token/', headers: { 'content-type': 'text/plain' }, payload })).statusCode).toBe(415)
    expect((await app.inject({ method: 'POST', url: '/token/', headers: json, payload })).statusCode).toBe(400)
  })

  test('an open view refuses a bad token, a token view does not look at it', async () => {
    start()
    const headers = { ...json, authorization: 'Bearer bad' }
    expect((await app.inject({ method: 'POST', url: '/api/register/', headers, payload: '{}' })).statusCode).toBe(401)
    expect((await app.inject({ method: 'POST', url: '/api/token/', headers, payload: '{}' })).statusCode).toBe(400)
  })
})

describe('replies', () => {
  test('carry the headers of Django in its order', async () => {
    const { headers } = await start({ browsable: false }).inject({ url: '/home/' })
    expect(Object.keys(headers).filter((name) => !['content-length', 'date', 'connection'].includes(name))).toEqual([
      'content-type',
      'www-authenticate',
      'allow',
      'x-frame-options',
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-opener-policy',
    ])
    expect(headers['content-type']).toBe('application/json')
  })

  test('with tokens may not be stored', async () => {
    const payload = '{"username":"a","password":"b"}'
    const reply = await start().inject({ method: 'POST', url: '/api/login/', headers: json, payload })
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(reply.body).toBe('{"access":"A","refresh":"R"}')
  })

  test('are pages for browsers, with everything that was sent escaped', async () => {
    start()
    const headers = { ...BEARER, ...json, accept: 'text/html' }
    const reply = await app.inject({ method: 'POST', url: '/api/dashboard/', headers, payload: '{"text":"<script>"}' })
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(reply.body).toContain('&lt;script&gt;')
    expect(reply.body).not.toContain('<script>')
  })

  test('to HEAD have the length of the body and no body', async () => {
    const reply = await start().inject({ method: 'HEAD', url: '/home/', headers: BEARER })
    expect([reply.headers['content-length'], reply.body]).toEqual(['18', ''])
  })
})

describe('what the rules refuse', () => {
  const verify = (token: string) =>
    app.inject({ method: 'POST', url: '/api/token/verify/', headers: json, payload: JSON.stringify({ token }) })

  test('is worded in the dialect', async () => {
    start()
    expect((await verify('bad')).json()).toEqual({ detail: 'Token is invalid or expired', code: 'token_not_valid' })
  })

  test('is a validation error where verify finds a blacklisted token', async () => {
    start()
    const reply = await verify('spent')
    expect([reply.statusCode, reply.json()]).toEqual([400, { non_field_errors: ['Token is blacklisted'] }])
  })

  test('is a 503 with Retry-After when the server is busy', async () => {
    start()
    const reply = await verify('busy')
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '3'])
  })

  test('is a page without a cause when nobody expected it', async () => {
    start()
    const reply = await verify('broken')
    expect(reply.statusCode).toBe(500)
    expect(reply.body).toContain('Server Error (500)')
    expect(reply.body).not.toContain('disk')
  })
})

describe('the quiet logout', () => {
  const logout = (payload: string) => app.inject({ method: 'POST', url: '/logout/', headers: { ...BEARER, ...json }, payload })

  test.each(['{"refresh_token":"good"}', '{"refresh_token":"bad"}', '{"refresh_token":5}', '{', '[]'])(
    'says 205 to %s',
    async (payload) => {
      start()
      const reply = await logout(payload)
      expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([205, undefined, ''])
    },
  )

  test('does not call a failure of the server a success', async () => {
    start()
    expect((await logout('{"refresh_token":"broken"}')).statusCode).toBe(500)
  })
})

describe('the dashboard', () => {
  const post = (payload: string) => app.inject({ method: 'POST', url: '/api/dashboard/', headers: { ...BEARER, ...json }, payload })

  test.each([
    ['{"text":" a "}', 'text is  a '],
    ['{"text":[1.0,true,null,"a"]}', "text is [1.0, True, None, 'a']"],
    ['{}', 'text is None'],
    ['5', 'text is None'],
  ])('prints %s as Python does', async (payload, response) => {
    start()
    expect((await post(payload)).json()).toEqual({ response })
  })

  test('refuses half a character', async () => {
    start()
    expect((await post('{"text":"\\ud800"}')).statusCode).toBe(400)
  })
})

describe('paths', () => {
  test('a missing slash is a redirect, for every method', async () => {
    start()
    const reply = await app.inject({ method: 'POST', url: '/api/token?x=1', headers: json, payload: '{}' })
    expect([reply.statusCode, reply.headers.location, reply.headers['x-frame-options']]).toEqual([301, '/api/token/?x=1', undefined])
  })

  test('a missing slash is not found when the redirect is off', async () => {
    expect((await start({ appendSlash: false }).inject({ url: '/home' })).statusCode).toBe(404)
  })

  test.each(['/nothing/', '/api//token/', '/API/token/', '/%zz/', '/%ff/', '/%00/', '/'])('%s is the 404 page', async (url) => {
    const reply = await start().inject({ url, headers: { accept: 'application/json' } })
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  })

  test('an encoded slash is a slash', async () => {
    expect((await start().inject({ url: '/home%2F', headers: BEARER })).statusCode).toBe(200)
  })

  test('an unusual method reaches its view', async () => {
    start()
    for (const method of ['PROPFIND', 'QUERY', 'PURGE']) {
      expect(await raw(`${method} /api/token/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 405 /)
    }
  })

  test('a browser that opens the root is sent to the pages, a script is not', async () => {
    start()
    expect((await app.inject({ url: '/', headers: { accept: 'text/html,*/*' } })).headers.location).toBe('/app/')
    expect((await app.inject({ url: '/', headers: { accept: 'application/json, text/html' } })).statusCode).toBe(404)
  })
})

describe('hosts and origins', () => {
  test('a request that names two hosts is turned away', async () => {
    start()
    expect(await raw('GET /home/ HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('a preflight is answered before the host and the path are looked at', async () => {
    start({ corsOrigins: ['https://a.test'] })
    const headers = { host: 'bad_host', origin: 'https://a.test', 'access-control-request-method': 'POST' }
    const reply = await app.inject({ method: 'OPTIONS', url: '/nothing/', headers })
    expect([reply.statusCode, reply.headers['access-control-allow-origin'], reply.body]).toEqual([200, 'https://a.test', ''])
  })
})

describe('the rest of the server', () => {
  test('keeps its own JSON parser, errors and not-found handler', async () => {
    app = Fastify({ ...restServerOptions })
    app.register(
      async (scope) => {
        scope.post('/echo', async (request) => request.body)
        scope.setNotFoundHandler((_request, reply) => reply.code(404).send({ own: true }))
      },
      { prefix: '/trpc' },
    )
    registerRest(app, services, SETTINGS)
    expect((await app.inject({ method: 'POST', url: '/trpc/echo', payload: { a: 1 } })).json()).toEqual({ a: 1 })
    expect((await app.inject({ url: '/trpc/nothing' })).json()).toEqual({ own: true })
  })

  test('bytes that are no HTTP get the 400 page, with the security headers', async () => {
    start()
    const reply = await raw('GET / HTTP/9.9\r\n\r\n')
    expect(reply).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(reply).toContain('x-content-type-options: nosniff')
  })
})

describe('bodies that nobody reads', () => {
  const big = (headers: string): string => `${headers}\r\nContent-Length: 3000000\r\n\r\n${'x'.repeat(3_000_000)}`

  test('are taken to their end, so that the reply arrives', async () => {
    start()
    const reply = await raw(big('POST /home/ HTTP/1.1\r\nHost: a\r\nConnection: close'))
    expect(reply).toMatch(/^HTTP\/1\.1 401 /)
  })

  test('do not spill into the next request of the connection', async () => {
    start()
    const next = 'GET /home/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer good\r\nConnection: close\r\n\r\n'
    const reply = await raw(big('GET /home/ HTTP/1.1\r\nHost: a') + next)
    expect(reply.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200'])
  })
})

/** Sends bytes as they are and returns everything that comes back. */
async function raw(bytes: string): Promise<string> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  })
}
