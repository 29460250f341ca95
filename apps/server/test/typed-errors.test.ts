import { COOKIE_MODE_HEADER, COOKIE_MODE_VALUE } from '@latchkey/contract'
import { expect, test } from 'vitest'
import { testApp } from './test-app.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const FROM_ELSEWHERE = { ...JSON_TYPE, [COOKIE_MODE_HEADER]: COOKIE_MODE_VALUE, origin: 'null' }
const wide = (calls: number): string => `${Array(calls).fill('auth.me').join(',')}?batch=1&input=%7B%7D`

interface ErrorReply {
  error: { message: string; data: { code: string; httpStatus: number; requestId: string | null } }
}

test('every error names its request, in its data and in a header', async () => {
  await using service = await testApp()
  const seen = new Set<string>()
  for (const [path, init, status] of [
    ['auth.me', {}, 401],
    ['no.such.procedure', {}, 404],
    ['auth.login', {}, 405],
    ['auth.login', { method: 'POST', body: '{', headers: JSON_TYPE }, 400],
    ['auth.login', { method: 'POST', body: '{}', headers: JSON_TYPE }, 400],
    ['auth.login', { method: 'POST', body: 'a=b', headers: { 'content-type': 'text/plain' } }, 415],
    ['auth.login', { method: 'POST', body: JSON.stringify('x'.repeat(70_000)), headers: JSON_TYPE }, 413],
    [wide(21), {}, 413],
    [wide(1_000), {}, 413],
    // Encoded twice: no batch, and no procedure's name.
    [wide(30).replaceAll(',', '%252c'), {}, 404],
    ['x%25', {}, 404],
    ['auth.refresh', { method: 'POST', body: '{}', headers: FROM_ELSEWHERE }, 403],
  ] as const) {
    const headers = { 'x-request-id': 'chosen-by-the-caller', ...('headers' in init ? init.headers : {}) }
    const reply = await fetch(`${service.base}/trpc/${path}`, { ...init, headers })
    const text = await reply.text()
    const what = `${path.slice(0, 40)}: ${text.slice(0, 300)}`
    expect(reply.status, what).toBe(status)
    expect(text, what).not.toMatch(/"stack"|\.ts:|node_modules/)
    const id = reply.headers.get('x-request-id')
    expect(id, what).toMatch(/^[0-9a-f]{12}-[0-9a-z]+$/)
    const body: ErrorReply | [ErrorReply] = JSON.parse(text)
    expect((Array.isArray(body) ? body[0] : body).error.data, what).toMatchObject({ httpStatus: status, requestId: id })
    seen.add(id ?? '')
  }
  expect(seen.size).toBe(12)
})

test('pages of other origins learn nothing, unless their origin is named; and never with cookies', async () => {
  const ask = (base: string, origin: string, method = 'GET') =>
    fetch(`${base}/trpc/auth.me`, {
      method,
      headers: { origin, ...(method === 'OPTIONS' ? { 'access-control-request-method': 'GET' } : {}) },
    })
  const allowed = 'access-control-allow-origin'
  await using closed = await testApp()
  for (const method of ['GET', 'OPTIONS']) {
    const names = [...(await ask(closed.base, 'https://app.example', method)).headers.keys()]
    expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([])
  }
  await using open = await testApp({ env: { LATCHKEY_CORS_ORIGINS: 'https://app.example' } })
  const preflight = await ask(open.base, 'https://app.example', 'OPTIONS')
  expect([preflight.status, preflight.headers.get(allowed)]).toEqual([204, 'https://app.example'])
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
  expect(preflight.headers.get('access-control-allow-headers')).not.toContain(COOKIE_MODE_HEADER)
  const reply = await ask(open.base, 'https://app.example')
  expect([reply.status, reply.headers.get(allowed)]).toEqual([401, 'https://app.example'])
  expect(reply.headers.get('access-control-allow-credentials')).toBeNull()
  for (const origin of ['https://evil.example', 'null', 'https://app.example.evil.example']) {
    expect((await ask(open.base, origin)).headers.get(allowed), origin).toBeNull()
  }
})
