import type { AuditList, Statistics } from '@latchkey/contract'
import { expect, test } from 'vitest'
import { STAFF, SUPERUSER, signInAs } from './staff.ts'
import { DATABASES, testApp } from './test-app.ts'
import { CREDENTIALS, call } from './typed-call.ts'

const replyOf = <Reply>({ text }: { text: string }): Reply => JSON.parse(text).result.data

test('what staff do to accounts is in the trail, with who did it, and the trail is filtered and paged', async () => {
  await using service = await testApp()
  const root = await signInAs(service, 'root', SUPERUSER)
  const alice = await signInAs(service, 'alice')
  const list = async (filter: object) => replyOf<AuditList>(await root.get('admin.audit.list', filter))
  await root.post('admin.users.create', { username: 'bob', password: 'long enough', isStaff: true })
  await root.post('admin.users.update', { id: 3, email: 'bob@example.com', isStaff: false })
  await root.post('admin.users.setActive', { id: 3, isActive: false })
  await root.post('admin.users.setActive', { id: 3, isActive: true })
  await root.post('admin.users.setPassword', { id: 3, password: 'another secret' })
  await root.post('admin.users.revokeSessions', { id: 3 })
  await alice.post('admin.users.setActive', { id: 3, isActive: false })
  await root.post('admin.users.setActive', { id: 1, isActive: false })

  const { events, next } = await list({ userId: 3 })
  expect(events.map(({ kind }) => kind)).toEqual([
    'session.ended_all',
    'password.changed',
    'account.activated',
    'account.deactivated',
    'account.changed',
    'account.created',
  ])
  expect(events.every(({ actor, username, ip }) => actor === 'staff:1' && username === 'bob' && ip === '127.0.0.1')).toBe(true)
  expect(events[4]?.details).toEqual({ fields: 'email, isStaff', isStaff: false })
  expect(next).toBeNull()
  expect(JSON.stringify(events)).not.toMatch(/another secret|long enough|argon2|bob@/)

  expect(await list({ username: 'bob' })).toEqual({ events, next: null })
  expect(await list({ username: 'nobody' })).toEqual({ events: [], next: null })
  expect((await list({ kinds: ['account.created', 'registration'] })).events.map(({ username }) => username)).toEqual([
    'bob',
    'alice',
    'root',
  ])
  expect((await list({ userId: 3, until: events[5]?.at })).events).toEqual([])
  expect((await list({ userId: 3, since: events[5]?.at })).events).toHaveLength(6)

  const pages = []
  let cursor: AuditList['next'] | undefined
  while (cursor !== null) {
    const page = await list({ userId: 3, limit: 4, ...(cursor ? { cursor } : {}) })
    pages.push(page.events)
    cursor = page.next
  }
  expect(pages.map(({ length }) => length)).toEqual([4, 2])
  expect(pages.flat()).toEqual(events)
})

test.each(DATABASES)('the statistics count logins, failures, registrations and sessions in stretches of time (%s)', async (database) => {
  let now = new Date('2026-03-10T12:30:00.000Z')
  await using service = await testApp({ database, clock: () => now })
  const staff = await signInAs(service, 'staff', STAFF)
  for (const password of ['wrong one', CREDENTIALS.password]) {
    await call(service.base, 'auth.login', { input: { username: 'staff', password } })
  }
  now = new Date('2026-03-10T14:00:00.000Z')
  const { data } = await call(service.base, 'auth.login', { input: { username: 'staff', password: CREDENTIALS.password } })
  await call(service.base, 'auth.logout', { input: { refresh: data?.['refresh'] } })
  now = new Date('2026-03-10T14:05:00.000Z')
  const { access } = replyOf<{ access: string }>(await call(service.base, 'auth.refresh', { input: { refresh: staff.refresh } }))
  const stats = async (range: string) =>
    replyOf<Statistics>(
      await call(service.base, 'admin.stats', { method: 'GET', input: { range }, headers: { authorization: `Bearer ${access}` } }),
    )

  const day = await stats('24h')
  // Whoever registers is logged in, too.
  expect(day).toMatchObject({ logins: 3, failures: 1, registrations: 1, activeSessions: 2, users: 1 })
  expect(day.buckets).toHaveLength(24)
  expect(day.buckets.at(-1)).toEqual({
    since: '2026-03-10T14:00:00.000Z',
    until: '2026-03-10T15:00:00.000Z',
    logins: 1,
    failures: 0,
    registrations: 0,
    activeSessions: 2,
  })
  expect(day.buckets.at(-3)).toMatchObject({
    since: '2026-03-10T12:00:00.000Z',
    logins: 2,
    failures: 1,
    registrations: 1,
    activeSessions: 2,
  })
  expect(day.buckets.at(-4)).toMatchObject({ logins: 0, activeSessions: 0 })
  for (const [range, count] of [
    ['7d', 28],
    ['30d', 30],
  ] as const) {
    const { buckets, ...totals } = await stats(range)
    expect([buckets.length, totals]).toEqual([count, { logins: 3, failures: 1, registrations: 1, activeSessions: 2, users: 1 }])
  }
})
