import { describe, expect, test } from 'vitest'
import { sendRaw, statusOf } from './raw-request.ts'
import { bearer, post, signUp } from './rest-calls.ts'
import { SUPERUSER, signInAs } from './staff.ts'
import { DATABASES, testApp } from './test-app.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const ROUTES = [
  '/token/',
  '/token/refresh/',
  '/logout/',
  '/home/',
  '/auth/token/',
  '/auth/token/refresh/',
  '/auth/token/verify/',
  '/api/register/',
  '/api/token/',
  '/api/login/',
  '/api/token/refresh/',
  '/api/token/verify/',
  '/api/token/blacklist/',
  '/api/token/sliding/',
  '/api/token/sliding/refresh/',
  '/api/logout/',
  '/api/protected/',
  '/api/protected-endpoint/',
  '/api/dashboard/',
]

const BODIES: readonly [string, string, Record<string, string>][] = [
  ['broken JSON', '{"username": "a", ', JSON_TYPE],
  ['a list', '[]', JSON_TYPE],
  ['null', 'null', JSON_TYPE],
  ['100,000 levels of nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, JSON_TYPE],
  ['nesting that never ends', '{"username":'.repeat(100_000), JSON_TYPE],
  ['more than 2.5 MB', `{"username":"${'a'.repeat(2_700_000)}","password":"x"}`, JSON_TYPE],
  ['a number of 5,000 digits', `{"username":${'9'.repeat(5_000)},"password":1}`, JSON_TYPE],
  ['a lone surrogate', '{"username":"\\ud800","password":"\\ud800","refresh":"\\ud800","token":"\\ud800","text":"\\ud800"}', JSON_TYPE],
  ['NUL', '{"username":"a\\u0000b","password":"\\u0000","refresh":"\\u0000","token":"\\u0000"}', JSON_TYPE],
  ['prototypes', '{"__proto__":{"username":"a","password":"x","refresh":"x","token":"x"},"constructor":{"prototype":{}}}', JSON_TYPE],
  ['an unknown media type', '<x/>', { 'content-type': 'application/xml' }],
  [
    'a truncated multipart',
    '--x\r\nContent-Disposition: form-data; name="username"\r\n\r\na',
    { 'content-type': 'multipart/form-data; boundary=x' },
  ],
  [
    'an upload that nobody asked for',
    '--x\r\nContent-Disposition: form-data; name="username"; filename="a.exe"\r\n\r\nMZ\r\n--x--\r\n',
    { 'content-type': 'multipart/form-data; boundary=x' },
  ],
  ['a multipart without a boundary', 'x', { 'content-type': 'multipart/form-data' }],
  ['an odd charset', '{}', { 'content-type': 'application/json; charset=rot13' }],
  ['a form with a million ampersands', '&'.repeat(1_000_000), { 'content-type': 'application/x-www-form-urlencoded' }],
]

describe('any bytes on any route get an answer below 500, without a stack, and nothing is stored', () => {
  test.each(BODIES)('%s', async (_what, body, headers) => {
    await using service = await testApp()
    const { access } = await signUp(service.base)
    const rowsBefore = await rows(service)
    for (const route of ROUTES) {
      for (const authorization of [{}, bearer(access)]) {
        const reply = await fetch(service.base + route, { method: 'POST', body, headers: { ...headers, ...authorization } })
        expect(reply.status, route).toBeLessThan(500)
        expect(await reply.text(), route).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/)
      }
    }
    expect(await rows(service)).toEqual(rowsBefore)
  })

  async function rows({ database: { query } }: Awaited<ReturnType<typeof testApp>>) {
    return [
      await query.selectFrom('auth_user').select(['id', 'username']).execute(),
      await query.selectFrom('token_blacklist_outstandingtoken').select('jti').execute(),
    ]
  }
})

test.each(DATABASES)('input of the typed face that %s could not hold is refused before it gets there', async (database) => {
  await using service = await testApp({ database })
  const root = await signInAs(service, 'root', SUPERUSER)
  for (const reply of [await root.post('sessions.revoke', { id: '\0' }), await root.get('admin.audit.list', { username: '\0' })]) {
    expect([reply.status, reply.error?.data.error]).toEqual([400, 'invalid_input'])
  }
  for (const id of [2 ** 31, Number.MAX_SAFE_INTEGER]) {
    for (const reply of [
      await root.get('admin.users.get', { id }),
      await root.post('admin.users.update', { id, verified: true }),
      await root.post('admin.users.setActive', { id, isActive: false }),
      await root.post('admin.users.setPassword', { id, password: 'long enough' }),
      await root.post('admin.users.revokeSessions', { id }),
    ]) {
      expect([reply.status, reply.error?.data.error]).toEqual([404, 'no_such_user'])
    }
    expect((await root.get('admin.audit.list', { userId: id })).data).toMatchObject({ events: [] })
  }
})

describe('a registration', () => {
  test.each([
    ['an emoji in the name', '😀'],
    ['a space in the name', 'a b'],
    ['a name of 151 letters', 'a'.repeat(151)],
    ['a name that is a script', '<script>alert(1)</script>'],
  ])('refuses %s', async (_what, username) => {
    await using service = await testApp()
    const reply = await post(service.base, '/api/register/', { username, password: 'x' })
    expect(reply.status).toBe(400)
    expect(Object.keys(reply.json())).toEqual(['username'])
  })

  test('takes a password of 1 MB, whole', async () => {
    await using service = await testApp()
    const password = 'p'.repeat(1_000_000)
    expect((await post(service.base, '/api/register/', { username: 'long', password })).status).toBe(201)
    expect((await post(service.base, '/api/login/', { username: 'long', password })).status).toBe(200)
    expect((await post(service.base, '/api/login/', { username: 'long', password: password.slice(1) })).status).toBe(401)
  })
})

describe('the connection', () => {
  test('headers of 20 kB are refused', async () => {
    await using service = await testApp()
    const answer = await sendRaw(service.base, [`GET /home/ HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`])
    expect(statusOf(answer)).toBe(431)
  })

  test('headers of 8 kB are fine', async () => {
    await using service = await testApp()
    const answer = await sendRaw(service.base, [
      `GET /home/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: ${'x'.repeat(8_000)}\r\n\r\n`,
    ])
    expect(statusOf(answer)).toBe(401)
  })

  test.each([
    ['its headers', 'POST /api/login/ HTTP/1.1\r\nHost: a\r\n', 'X-Slow: '],
    ['its body', 'POST /api/login/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n', '{'],
  ])('a client that sends %s a byte at a time is let go', async (_what, head, start) => {
    await using service = await testApp({ timeouts: { headers: 400, request: 800, check: 100 } })
    const answer = await sendRaw(service.base, [head + start, ...Array<string>(100).fill('x')], 50)
    expect(statusOf(answer)).toBe(408)
  })

  test.each([
    ['two lengths', 'POST /api/login/ HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc'],
    ['a length and chunks', 'POST /api/login/ HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a space before a colon', 'POST /api/login/ HTTP/1.1\r\nHost: a\r\nContent-Length : 3\r\n\r\nabc'],
    ['no HTTP', 'HELLO\r\n\r\n'],
    ['a path of bytes', 'GET /%ff%fe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['a broken percent sign', 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ])('%s: refused below 500, with the security headers', async (_what, request) => {
    await using service = await testApp()
    const answer = await sendRaw(service.base, [request])
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400)
    expect(statusOf(answer)).toBeLessThan(500)
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff')
  })
})
