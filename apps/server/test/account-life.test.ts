import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { mintedPair, SIGNING_KEY } from './minted-tokens.ts'
import { bearer, post } from './rest-calls.ts'
import { run, startServer, temporaryFolder } from './server-process.ts'
import { giveRights, SUPERUSER, signInAs } from './staff.ts'
import { DATABASES, type TestApp, testApp } from './test-app.ts'
import { CREDENTIALS, call, register } from './typed-call.ts'

const ENV = { SIMPLE_JWT_SIGNING_KEY: SIGNING_KEY }

const remove = (base: string, access: string, currentPassword: string = CREDENTIALS.password) =>
  call(base, 'account.delete', { input: { currentPassword }, headers: bearer(access) })

/** How many rows of each table speak of a user. */
async function traces({ database: { query } }: TestApp, userId: number) {
  const count = async (table: 'latchkey_session' | 'token_blacklist_outstandingtoken' | 'latchkey_profile' | 'latchkey_token_epoch') => {
    const rows = await query.selectFrom(table).select('user_id').where('user_id', '=', userId).execute()
    return rows.length
  }
  return {
    users: (await query.selectFrom('auth_user').select('id').where('id', '=', userId).execute()).length,
    profiles: await count('latchkey_profile'),
    sessions: await count('latchkey_session'),
    tokens: await count('token_blacklist_outstandingtoken'),
    spent: (await query.selectFrom('token_blacklist_blacklistedtoken').select('id').execute()).length,
    members: (await query.selectFrom('latchkey_session_token').select('token_id').execute()).length,
  }
}

describe.each(DATABASES)('on %s, the deletion of an account', (database) => {
  test('needs its password, and leaves nothing but a trail without a name', async () => {
    await using service = await testApp({ database, env: ENV })
    const { access, refresh } = await register(service.base)
    const renewed = await call(service.base, 'auth.refresh', { input: { refresh } })
    const rest = (await post(service.base, '/api/token/', CREDENTIALS)).json()
    await call(service.base, 'account.updateProfile', { input: { fullName: 'Alice' }, headers: bearer(access) })
    const refused = await remove(service.base, access, 'not my password')
    expect(refused.error?.data).toMatchObject({ error: 'invalid_input', fields: { currentPassword: [expect.any(String)] } })
    expect((await remove(service.base, access)).status).toBe(200)

    expect(await traces(service, 1)).toEqual({ users: 0, profiles: 0, sessions: 0, tokens: 0, spent: 0, members: 0 })
    const events = await service.database.query.selectFrom('latchkey_audit_event').selectAll().where('user_id', '=', 1).execute()
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['registration', 'login.succeeded', 'account.deleted']))
    for (const event of events) expect(event).toMatchObject({ username: null, ip: null, device: null })
    for (const token of [access, rest['access'], mintedPair(1).access]) {
      expect((await fetch(`${service.base}/api/protected/`, { headers: bearer(String(token)) })).status).toBe(401)
    }
    for (const token of [refresh, renewed.data?.['refresh'], rest['refresh'], mintedPair(1).refresh]) {
      expect((await post(service.base, '/token/refresh/', { refresh: token })).status).toBe(401)
      expect((await post(service.base, '/api/token/blacklist/', { refresh: token })).status).toBeLessThan(500)
    }
    expect((await call(service.base, 'auth.login', { input: CREDENTIALS })).error?.data.error).toBe('no_active_account')
    await register(service.base)
    expect((await service.database.query.selectFrom('auth_user').select('id').execute())[0]?.id).toBeGreaterThan(1)
  })

  test('among renewals and profile changes of its own fails none of them but with a refusal', async () => {
    await using service = await testApp({ database, env: { ...ENV, LATCHKEY_REFRESH_GRACE: '0' } })
    const { access } = await register(service.base)
    const strangers = Array.from({ length: 12 }, () => mintedPair(1).refresh)
    const calls = strangers.flatMap((token, index) => [
      post(service.base, '/token/refresh/', { refresh: token }),
      post(service.base, '/api/token/blacklist/', { refresh: mintedPair('1').refresh }),
      call(service.base, 'account.updateProfile', { input: { bio: String(index) }, headers: bearer(access) }),
    ])
    expect((await remove(service.base, access)).status).toBe(200)
    for (const { status, text } of await Promise.all(calls)) expect(status, text).toBeLessThan(500)
    expect(await traces(service, 1)).toMatchObject({ users: 0, profiles: 0, sessions: 0, tokens: 0 })
  })

  test('of the last superuser is refused, also where two go at the same time', async () => {
    await using service = await testApp({ database, env: ENV })
    const tokens = [await register(service.base, 'alice'), await register(service.base, 'bob')]
    for (const username of ['alice', 'bob']) await giveRights(service, username, SUPERUSER)
    const replies = await Promise.all(tokens.map(({ access }) => remove(service.base, access)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 403])
    expect(replies.find(({ status }) => status === 403)?.error?.data.error).toBe('last_superuser')
    expect(await service.database.query.selectFrom('auth_user').select('id').execute()).toHaveLength(1)
  })

  test("takes along what Django's would, and is refused where an app's own rows refer to it", async () => {
    await using service = await testApp({ database, env: ENV })
    const { query } = service.database
    await sql`create table auth_user_groups (id integer primary key, user_id integer not null references auth_user (id) deferrable initially deferred)`.execute(
      query,
    )
    await sql`create table shop_order (id integer primary key, buyer integer not null references auth_user (id) deferrable initially deferred)`.execute(
      query,
    )
    const { access } = await register(service.base)
    const other = await register(service.base, 'bob')
    await sql`insert into auth_user_groups values (1, 1)`.execute(query)
    await sql`insert into shop_order values (1, 1)`.execute(query)
    const refused = await remove(service.base, access)
    expect([refused.status, refused.error?.data.error]).toEqual([409, 'account_in_use'])
    expect((await call(service.base, 'auth.me', { method: 'GET', headers: bearer(access) })).status).toBe(200)
    expect((await remove(service.base, other.access)).status).toBe(200)
    await sql`delete from shop_order`.execute(query)
    expect((await remove(service.base, access)).status).toBe(200)
    expect((await sql`select * from auth_user_groups`.execute(query)).rows).toEqual([])
  })
})

test('the owner of an account is given all that is kept of it, and no secret', async () => {
  await using service = await testApp()
  const { access, refresh } = await register(service.base, 'alice', { 'user-agent': 'Phone/1' })
  await register(service.base, 'bob')
  const { data } = await call(service.base, 'auth.refresh', { input: { refresh } })
  const exported = await call(service.base, 'account.export', { method: 'GET', headers: bearer(access) })
  expect(exported.data).toMatchObject({
    exportedAt: expect.any(String),
    account: { id: 1, username: 'alice', isActive: true, profile: { fullName: '' } },
    sessions: [{ userAgent: 'Phone/1', current: true, endedAt: null }],
    tokens: [
      { spentAt: null, sessionId: expect.any(String) },
      { spentAt: expect.any(String), sessionId: expect.any(String) },
    ],
    events: [{ kind: 'account.exported' }, { kind: 'login.succeeded' }, { kind: 'registration' }],
  })
  expect(exported.text).not.toMatch(/argon2|bob/)
  for (const token of [access, refresh, String(data?.['refresh'])]) {
    for (const part of token.split('.').slice(1)) expect(exported.text).not.toContain(part)
  }
})

test('the operator deletes an account by its name', { timeout: 120_000 }, async () => {
  using folder = temporaryFolder()
  await using server = await startServer(folder.path)
  const credentials = { username: 'ada', password: 'notes' }
  await post(server.base, '/api/register/', credentials)
  const { access } = (await post(server.base, '/api/login/', credentials)).json()
  expect(await run(folder.path, ['users', 'delete', 'ada'])).toMatchObject({ code: 1, output: expect.stringContaining('--yes') })
  expect(await run(folder.path, ['users', 'delete', 'ada', '--yes'])).toEqual({ code: 0, output: 'ada is deleted.\n' })
  expect((await fetch(`${server.base}/api/protected/`, { headers: bearer(String(access)) })).status).toBe(401)
  expect((await run(folder.path, ['users', 'list'])).output).toBe('')
})

test('the owner is told what staff did to the account, not from where', async () => {
  await using service = await testApp()
  const root = await signInAs(service, 'root', SUPERUSER)
  const alice = await signInAs(service, 'alice')
  await root.post('admin.users.update', { id: 2, verified: true })
  const { data } = await alice.get('account.export', undefined)
  expect(data?.['events']).toMatchObject([
    { kind: 'account.exported', actor: 'user:2', ip: '127.0.0.1' },
    { kind: 'account.changed', actor: 'staff:1', ip: null, device: null },
    { kind: 'login.succeeded', actor: 'user:2', ip: '127.0.0.1' },
    { kind: 'registration', actor: 'user:2', ip: '127.0.0.1' },
  ])
})
