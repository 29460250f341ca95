import { describe, expect, test } from 'vitest'
import { createAuditStore } from '../src/db/audit-store.ts'
import { post, signUp } from './rest-calls.ts'
import { DATABASES, type TestApp, testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** The kinds of the events so far, oldest first. */
async function kindsOf({ database }: TestApp): Promise<string[]> {
  const events = await createAuditStore(database).list({}, { after: null, limit: 100 })
  return events.map(({ kind }) => kind).reverse()
}

describe.each(DATABASES)('on %s, the audit trail', (database) => {
  test('tells of logins on every door, with account, address, device and session', async () => {
    await using service = await testApp({ database })
    await register(service.base)
    const { refresh } = (await post(service.base, '/token/', CREDENTIALS, { 'user-agent': FIREFOX })).json()
    await post(service.base, '/api/token/sliding/', CREDENTIALS)
    await call(service.base, 'auth.login', { input: CREDENTIALS })
    expect(await kindsOf(service)).toEqual(['registration', ...Array(4).fill('login.succeeded')])
    await post(service.base, '/api/logout/', { refresh })
    const [logout, , , atRoot] = await createAuditStore(service.database).list({ userId: 1 }, { after: null, limit: 10 })
    expect(logout).toMatchObject({ kind: 'logout', actor: 'user:1' })
    expect(atRoot).toMatchObject({
      actor: 'user:1',
      userId: 1,
      username: 'alice',
      ip: '127.0.0.1',
      device: 'Firefox on Linux',
      sessionId: expect.stringMatching(/^[0-9a-f]{32}$/),
      outcome: 'success',
    })
  })

  test('keeps the name of a failed login only if there is such an account, and never a password', async () => {
    await using service = await testApp({ database })
    await signUp(service.base)
    await post(service.base, '/token/', { username: 'alice', password: 'wrong-guess-1' })
    await post(service.base, '/api/login/', { username: 'typed-a-password-here', password: 'wrong-guess-2' })
    const failures = await createAuditStore(service.database).list({ kinds: ['login.failed'] }, { after: null, limit: 10 })
    expect(failures.map(({ username, outcome, actor, details }) => ({ username, outcome, actor, details }))).toEqual([
      { username: null, outcome: 'failure', actor: 'anonymous', details: { reason: 'unknown_name' } },
      { username: 'alice', outcome: 'failure', actor: 'anonymous', details: { reason: 'wrong_password' } },
    ])
  })
})
