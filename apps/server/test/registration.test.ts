import { describe, expect, test } from 'vitest'
import { bearer, post } from './rest-calls.ts'
import { DATABASES, testApp } from './test-app.ts'
import { call } from './typed-call.ts'

describe.each(DATABASES)('on %s', (database) => {
  test('of parallel registrations of one name exactly one succeeds and the rest get the field error', async () => {
    await using service = await testApp({ database })
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => post(service.base, '/api/register/', { username: 'alice', password: 'x' })),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(400)])
    for (const reply of replies.filter(({ status }) => status === 400)) {
      expect(reply.json()).toEqual({ username: ['A user with that username already exists.'] })
    }
  })

  test('a registration gives itself no rights and no identity', async () => {
    await using service = await testApp({ database })
    const claims = { id: 77, is_staff: true, is_superuser: true, is_active: false, verified: true, user_id: 1 }
    const reply = await post(service.base, '/api/register/', { username: 'mallory', email: '', password: 'x', ...claims })
    expect(reply.json()).toEqual({ id: 1, username: 'mallory', email: '' })
    const { query, values } = service.database
    const [on, off] = [values.toBoolean(true), values.toBoolean(false)]
    const rows = await query.selectFrom('auth_user').selectAll().execute()
    expect(rows).toMatchObject([{ id: 1, is_staff: off, is_superuser: off, is_active: on }])
    expect(await query.selectFrom('latchkey_profile').select('verified').execute()).toEqual([{ verified: off }])
  })

  test.each([{ LATCHKEY_LOGIN_FIELD: 'email' }, { SIMPLE_JWT_USER_ID_FIELD: 'email' }])(
    'an address that accounts are named by (%o) is given to one of them, at whatever door',
    { timeout: 60_000 },
    async (env) => {
      await using service = await testApp({ database, env })
      const { base } = service
      const person = (name: string) => ({ username: name, email: 'shared@example.org', password: 'correct horse battery' })
      const replies = await Promise.all([
        ...['a1', 'a2', 'a3', 'a4'].map((name) => call(base, 'auth.register', { input: person(name) })),
        ...['b1', 'b2', 'b3', 'b4'].map((name) => post(base, '/api/register/', person(name))),
      ])
      expect(replies.filter(({ status }) => status === 400)).toHaveLength(7)
      const late = await call(base, 'auth.register', { input: person('late') })
      expect([late.status, late.error?.data.fields]).toEqual([400, { email: ['user with this email already exists.'] }])
      const other = await call(base, 'auth.register', { input: { ...person('other'), email: 'other@example.org' } })
      const staff = await call(base, 'auth.register', { input: { ...person('staff'), email: 'staff@example.org' } })
      const { query, values } = service.database
      await query
        .updateTable('auth_user')
        .set({ is_staff: values.toBoolean(true) })
        .where('username', '=', 'staff')
        .execute()
      const { id } = await query.selectFrom('auth_user').select('id').where('username', '=', 'other').executeTakeFirstOrThrow()
      const headers = bearer(String(staff.data?.['access']))
      const given = await call(base, 'admin.users.update', { input: { id, email: 'shared@example.org' }, headers })
      expect([given.status, given.error?.data.fields]).toEqual([400, { email: ['user with this email already exists.'] }])
      const me = await call(base, 'auth.me', { method: 'GET', headers: bearer(String(other.data?.['access'])) })
      expect(me.data).toMatchObject({ email: 'other@example.org' })
    },
  )
})
