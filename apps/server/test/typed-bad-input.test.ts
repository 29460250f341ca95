import { appRouter } from '@latchkey/contract/router'
import { describe, expect, test } from 'vitest'
import { bearer } from './rest-calls.ts'
import { giveRights } from './staff.ts'
import { DATABASES, testApp } from './test-app.ts'
import { call, register } from './typed-call.ts'

describe.each(DATABASES)('on %s, bad input on the typed face', (database) => {
  const procedures = Object.entries(appRouter._def.procedures)
  const typeOf = (procedure: unknown): string => (procedure as { _def: { type: string } })._def.type
  const MAILED = ['account.requestPasswordReset', 'account.resetPassword', 'account.verifyEmail']
  const OPEN = ['auth.register', 'auth.login', 'auth.refresh', 'auth.logout', 'auth.verify', ...MAILED]

  test('every procedure but the open ones refuses a caller without a token, and one with a bad token', async () => {
    await using service = await testApp({ database })
    const guarded = procedures.filter(([name]) => !OPEN.includes(name))
    expect(guarded.length).toBeGreaterThanOrEqual(9)
    for (const [name, procedure] of guarded) {
      const method = typeOf(procedure) === 'query' ? 'GET' : 'POST'
      expect((await call(service.base, name, { method })).error?.data.error, name).toBe('not_authenticated')
      expect((await call(service.base, name, { method, headers: bearer('x.y.z') })).error?.data.error, name).toBe('token_not_valid')
    }
  })

  test.each([
    ['a list', []],
    ['a number', 5],
    ['null', null],
    ['text', 'text'],
    ['wrong types', { username: {}, password: [], token: 1, refresh: 2, id: {}, text: [], currentPassword: 1, newPassword: {}, bio: 3 }],
    [
      'operators',
      { username: { $ne: '' }, password: { $gt: '' }, token: {}, id: { $ne: 1 }, text: {}, currentPassword: {}, fullName: {}, refresh: {} },
    ],
  ])('every procedure with an input refuses %s, without a stack, and stores nothing', async (_what, input) => {
    await using service = await testApp({ database })
    const { access } = await register(service.base)
    await giveRights(service, 'alice', { isStaff: true, isSuperuser: true })
    const before = await everything(service.database)
    const withInput = procedures.filter(([, procedure]) => (procedure as { _def: { inputs: unknown[] } })._def.inputs.length > 0)
    expect(withInput.length).toBeGreaterThanOrEqual(9)
    for (const [name, procedure] of withInput) {
      const method = typeOf(procedure) === 'query' ? 'GET' : 'POST'
      const { status, error, text } = await call(service.base, name, { input, method, headers: bearer(access) })
      expect([name, status, error?.data.error]).toEqual([name, 400, 'invalid_input'])
      expect(text).not.toMatch(/stack|\.ts:|node_modules/)
    }
    expect(await everything(service.database)).toEqual(before)
  })

  test.each([
    ['a form', 'username=alice&password=x', 'application/x-www-form-urlencoded'],
    ['a multipart form', '--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'],
    ['plain text', '{"username":"alice","password":"x"}', 'text/plain'],
    ['bytes', '\u0000\u0001', 'application/octet-stream'],
    ['JSON under a false name', '{"username":"alice","password":"x"}', 'application/json-seq'],
  ])('%s is refused as a media type that is not taken', async (_what, body, type) => {
    await using service = await testApp({ database })
    const reply = await fetch(`${service.base}/trpc/auth.login`, { method: 'POST', body, headers: { 'content-type': type } })
    expect(reply.status).toBe(415)
    expect(await reply.text()).not.toMatch(/stack|\.ts:|node_modules/)
  })

  test('broken JSON is refused, without a stack', async () => {
    await using service = await testApp({ database })
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${service.base}/trpc/auth.login`, { method: 'POST', body: '{"username":', headers })
    expect(reply.status).toBe(400)
    expect(await reply.text()).not.toMatch(/stack|\.ts:|node_modules/)
  })

  test.each([
    ['a body over the limit', 413, { method: 'POST', body: JSON.stringify({ username: 'a', password: 'x'.repeat(70_000) }) }],
    ['another media type', 415, { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }],
  ])("%s is refused in tRPC's own form", async (_what, status, init) => {
    await using service = await testApp({ database })
    const headers = { 'content-type': 'application/json', ...('headers' in init ? init.headers : {}) }
    const reply = await fetch(`${service.base}/trpc/auth.login`, { ...init, headers })
    expect(reply.status).toBe(status)
    expect(await reply.json()).toMatchObject({ error: { message: expect.any(String), data: { httpStatus: status, error: null } } })
  })

  test('an unknown procedure, a mutation by GET and a batch that is too wide are refused', async () => {
    await using service = await testApp({ database })
    const { access } = await register(service.base)
    expect((await call(service.base, 'auth.promote')).status).toBe(404)
    expect((await fetch(`${service.base}/trpc/auth.login?input=%7B%7D`)).status).toBe(405)
    const wide = await fetch(`${service.base}/trpc/${Array(1000).fill('auth.me').join(',')}?batch=1&input=%7B%7D`, {
      headers: bearer(access),
    })
    expect(wide.status).toBeGreaterThanOrEqual(400)
    expect(wide.status).toBeLessThan(500)
    const narrow = await fetch(`${service.base}/trpc/${Array(5).fill('auth.me').join(',')}?batch=1&input=%7B%7D`, {
      headers: bearer(access),
    })
    expect(narrow.status).toBe(200)
  })

  test('a password with a blank at its end, a weak one and a lookalike name are refused by field', async () => {
    await using service = await testApp({ database })
    const fieldsOf = async (input: unknown) => (await call(service.base, 'auth.register', { input })).error?.data.fields
    expect(await fieldsOf({ username: 'alice', password: 'long enough ' })).toHaveProperty('password')
    expect(await fieldsOf({ username: 'alice', password: 'short' })).toHaveProperty('password')
    expect(await fieldsOf({ username: 'ａlice', password: 'long enough' })).toHaveProperty('username')
    expect(await fieldsOf({ username: 'a\u0000b', password: 'long\u0000enough', email: 'x' })).toMatchObject({
      username: expect.any(Array),
      password: expect.any(Array),
      email: expect.any(Array),
    })
  })
})

async function everything({ query }: Awaited<ReturnType<typeof testApp>>['database']) {
  return [
    await query.selectFrom('auth_user').selectAll().execute(),
    await query.selectFrom('latchkey_profile').selectAll().execute(),
    await query.selectFrom('latchkey_session').selectAll().execute(),
    await query.selectFrom('token_blacklist_outstandingtoken').selectAll().execute(),
    await query.selectFrom('token_blacklist_blacklistedtoken').selectAll().execute(),
  ]
}
