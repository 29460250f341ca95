import { describe, expect, test } from 'vitest'
import { bearer, post } from './rest-calls.ts'
import { STAFF, SUPERUSER, signInAs } from './staff.ts'
import { DATABASES, type TestApp, testApp } from './test-app.ts'
import { CREDENTIALS, call } from './typed-call.ts'

const errorOf = async (reply: ReturnType<typeof call>) => (await reply).error?.data.error

/** The ids by username of what is stored. */
async function stored({ database: { query, values } }: TestApp, username: string) {
  const row = await query.selectFrom('auth_user').selectAll().where('username', '=', username).executeTakeFirstOrThrow()
  const { id, email, password } = row
  const [isActive, isStaff, isSuperuser] = [row.is_active, row.is_staff, row.is_superuser].map(values.fromBoolean)
  return { id, email, password, isActive, isStaff, isSuperuser }
}

describe.each(DATABASES)('on %s, the list of users', (database) => {
  test('is searched, filtered, sorted and paged', async () => {
    await using service = await testApp({ database })
    const admin = await signInAs(service, 'root', SUPERUSER)
    for (const [username, email, fullName] of [
      ['Zoe', 'zoe@example.com', 'Zoe Quartz'],
      ['bob', '', 'Robert 100%'],
      ['carol_x', 'carol@example.com', ''],
      ['carolyx', '', ''],
    ]) {
      const made = await admin.post('admin.users.create', { username, email, fullName, password: 'long enough' })
      expect(made.data).toMatchObject({ username, email, fullName, isActive: true, isStaff: false, lastLogin: null, sessions: [] })
    }
    await admin.post('admin.users.setActive', { id: 3, isActive: false })
    const names = async (query: object) => {
      const { data } = await admin.get('admin.users.list', query)
      const { users, total } = data as { users: { username: string }[]; total: number }
      return [users.map(({ username }) => username).join(' '), total]
    }
    const [all, total] = await names({})
    // Whether `_` sorts before letters is for the database to say.
    expect([String(all).replace('carolyx carol_x', 'carol_x carolyx'), total]).toEqual(['bob carol_x carolyx root Zoe', 5])
    expect(await names({ descending: true, perPage: 2 })).toEqual(['Zoe root', 5])
    expect(await names({ perPage: 2, page: 3 })).toEqual(['Zoe', 5])
    expect(await names({ sort: 'dateJoined' })).toEqual(['root Zoe bob carol_x carolyx', 5])
    expect(await names({ sort: 'lastLogin' })).toEqual(['root Zoe bob carol_x carolyx', 5])
    expect(await names({ search: 'QUARTZ' })).toEqual(['Zoe', 1])
    expect(await names({ search: 'EXAMPLE.com' })).toEqual(['carol_x Zoe', 2])
    expect(await names({ search: '_' })).toEqual(['carol_x', 1])
    expect(await names({ search: '%' })).toEqual(['bob', 1])
    expect(await names({ search: "' OR 1=1 --" })).toEqual(['', 0])
    expect(await names({ isStaff: true })).toEqual(['root', 1])
    expect(await names({ isActive: false })).toEqual(['bob', 1])
    expect(await names({ isActive: true, isStaff: false, search: 'o', sort: 'dateJoined' })).toEqual(['Zoe carol_x carolyx', 3])
    for (const query of [{ perPage: 101 }, { page: 0 }, { sort: 'password' }, { where: '1=1' }]) {
      expect(await errorOf(admin.get('admin.users.list', query))).toBe('invalid_input')
    }
  })

  test('finds the names that Django keeps', async () => {
    await using service = await testApp()
    const admin = await signInAs(service, 'root', STAFF)
    await service.database.query.updateTable('auth_user').set({ first_name: 'Grace', last_name: 'Hopper' }).execute()
    const { data } = await admin.get('admin.users.list', { search: 'grace hop' })
    expect(data).toMatchObject({ users: [{ username: 'root', fullName: 'Grace Hopper' }] })
  })
})

describe('the rights', () => {
  test('keep everybody but staff out, from the moment that they are taken', async () => {
    await using service = await testApp()
    const alice = await signInAs(service, 'alice')
    const boss = await signInAs(service, 'boss', SUPERUSER)
    const former = await signInAs(service, 'former', STAFF)
    expect((await former.get('admin.users.list', {})).status).toBe(200)
    await boss.post('admin.users.update', { id: 3, isStaff: false })
    for (const caller of [alice, former]) {
      for (const [procedure, input] of [
        ['create', { username: 'eve', password: 'long enough' }],
        ['update', { id: 1, email: 'eve@example.com' }],
        ['setActive', { id: 1, isActive: false }],
        ['setPassword', { id: 1, password: 'long enough' }],
        ['revokeSessions', { id: 1 }],
      ] as const) {
        const reply = await caller.post(`admin.users.${procedure}`, input)
        expect([procedure, reply.status, reply.error?.data.error]).toEqual([procedure, 403, 'permission_denied'])
      }
      expect(await errorOf(caller.get('admin.users.list', {}))).toBe('permission_denied')
    }
  })

  test('of staff end at superusers and at giving rights', async () => {
    await using service = await testApp()
    await signInAs(service, 'root', SUPERUSER)
    const staff = await signInAs(service, 'staff', STAFF)
    await signInAs(service, 'alice')
    const before = [await stored(service, 'root'), await stored(service, 'alice')]
    for (const [procedure, input] of [
      ['update', { id: 1, email: 'eve@example.com' }],
      ['setActive', { id: 1, isActive: false }],
      ['setPassword', { id: 1, password: 'long enough' }],
      ['revokeSessions', { id: 1 }],
      ['update', { id: 2, isSuperuser: true }],
      ['update', { id: 3, isStaff: true }],
      ['create', { username: 'eve', password: 'long enough', isStaff: true }],
      ['create', { username: 'eve', password: 'long enough', isSuperuser: true }],
    ] as const) {
      expect(await errorOf(staff.post(`admin.users.${procedure}`, input)), procedure).toBe('permission_denied')
    }
    expect([await stored(service, 'root'), await stored(service, 'alice')]).toEqual(before)
    expect((await staff.post('admin.users.update', { id: 3, email: 'a@EXAMPLE.com', isStaff: false, verified: true })).data).toMatchObject({
      email: 'a@example.com',
      profile: { verified: true },
    })
    expect((await staff.get('admin.users.get', { id: 1 })).data).toMatchObject({ username: 'root', isSuperuser: true })
  })

  test.each(DATABASES)("are nobody's to give up, and of two superusers who take them from each other one stays (%s)", async (database) => {
    await using service = await testApp({ database })
    const one = await signInAs(service, 'one', SUPERUSER)
    const other = await signInAs(service, 'other', SUPERUSER)
    for (const input of [{ isStaff: false }, { isSuperuser: false }]) {
      expect(await errorOf(one.post('admin.users.update', { id: 1, ...input }))).toBe('own_account')
    }
    expect(await errorOf(one.post('admin.users.setActive', { id: 1, isActive: false }))).toBe('own_account')
    expect((await one.post('admin.users.update', { id: 1, fullName: 'One', isStaff: true })).status).toBe(200)
    // Where a stolen access token would do: without the current password.
    expect(await errorOf(one.post('admin.users.setPassword', { id: 1, password: 'another password' }))).toBe('own_account')
    expect(await errorOf(one.post('admin.users.update', { id: 1, email: 'eve@example.com' }))).toBe('own_account')
    const replies = await Promise.all([
      one.post('admin.users.update', { id: 2, isSuperuser: false }),
      other.post('admin.users.setActive', { id: 1, isActive: false }),
    ])
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const left = [await stored(service, 'one'), await stored(service, 'other')]
    expect(left.filter(({ isActive, isSuperuser }) => isActive && isSuperuser)).toHaveLength(1)
  })

  test('reach no account that is not there, and no name that is taken', async () => {
    await using service = await testApp()
    const root = await signInAs(service, 'root', SUPERUSER)
    expect(await errorOf(root.get('admin.users.get', { id: 99 }))).toBe('no_such_user')
    for (const [procedure, input] of [
      ['update', { email: '' }],
      ['setActive', { isActive: true }],
      ['setPassword', { password: 'long enough' }],
      ['revokeSessions', {}],
    ] as const) {
      const reply = await root.post(`admin.users.${procedure}`, { id: 99, ...input })
      expect([procedure, reply.status]).toEqual([procedure, 404])
    }
    const taken = await root.post('admin.users.create', { username: 'root', password: 'long enough' })
    expect(taken.error?.data.fields).toEqual({ username: ['A user with that username already exists.'] })
  })
})

describe('at once', () => {
  test.each([
    ['deactivation', 'setActive', { isActive: false }, 401],
    ['a new password', 'setPassword', { password: 'another password' }, 401],
    ['logging out everywhere', 'revokeSessions', {}, 200],
  ])('%s ends all sessions', async (_what, procedure, input, loginAfter) => {
    await using service = await testApp()
    const staff = await signInAs(service, 'staff', STAFF)
    const alice = await signInAs(service, 'alice')
    const rest = (await post(service.base, '/token/', { ...CREDENTIALS, username: 'alice' })).json()
    expect((await staff.get('admin.users.get', { id: 2 })).data?.['sessions']).toHaveLength(2)
    expect((await staff.post(`admin.users.${procedure}`, { id: 2, ...input })).status).toBe(200)
    expect((await alice.get('auth.me', undefined)).status).toBe(401)
    expect((await call(service.base, 'auth.refresh', { input: { refresh: alice.refresh } })).status).toBe(401)
    expect((await post(service.base, '/token/refresh/', { refresh: rest['refresh'] })).status).toBe(401)
    expect((await staff.get('admin.users.get', { id: 2 })).data?.['sessions']).toEqual([])
    expect((await call(service.base, 'auth.login', { input: { ...CREDENTIALS, username: 'alice' } })).status).toBe(loginAfter)
    if (procedure === 'setActive') {
      await staff.post('admin.users.setActive', { id: 2, isActive: true })
      expect((await call(service.base, 'auth.login', { input: { ...CREDENTIALS, username: 'alice' } })).status).toBe(200)
    }
    expect((await fetch(`${service.base}/api/protected/`, { headers: bearer(staff.access) })).status).toBe(200)
  })
})
