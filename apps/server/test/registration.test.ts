import { describe, expect, test } from 'vitest'
import { post } from './rest-calls.ts'
import { DATABASES, testApp } from './test-app.ts'

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
})
