import { describe, expect, test } from 'vitest'
import { sealAll } from '../src/audit/sealer.ts'
import { verifyTrail } from '../src/audit/verify-trail.ts'
import { createAuditStore } from '../src/db/audit-store.ts'
import type { Database } from '../src/db/database.ts'
import { createSealStore } from '../src/db/seal-store.ts'
import { DATABASES, testApp } from './test-app.ts'

const START = new Date('2026-01-01T00:00:00Z').getTime()
const minute = (number: number): Date => new Date(START + number * 60_000)
const CLIENT = { ip: '192.0.2.1', userAgent: 'curl/8.0' }

/** Records a login of a user in each of these minutes; the users are called after their ids. */
const logins = async (database: Database, minutes: readonly number[], userId = 1): Promise<void> => {
  const store = createAuditStore(database)
  for (const number of minutes) {
    await store.record({
      kind: 'login.succeeded',
      at: minute(number),
      actor: `user:${userId}`,
      userId,
      username: `user-${userId}`,
      client: CLIENT,
    })
  }
}

const seal = (database: Database, number: number): Promise<void> => sealAll(createSealStore(database), () => minute(number))
const verify = (database: Database, expected: string | null = null) => verifyTrail(createSealStore(database), { expected })
const problems = async (database: Database, expected: string | null = null) => (await verify(database, expected)).problems

describe.each(DATABASES)('on %s, the chain over the audit trail', (kind) => {
  test('names what was altered, taken out, put in or blanked', async () => {
    await using service = await testApp({ database: kind })
    const { database } = service
    const { query, values } = database
    await logins(database, [1, 2, 3, 4])
    await seal(database, 5)
    await logins(database, [6, 7], 2)
    await seal(database, 8)
    await logins(database, [9])
    expect(await verify(database)).toMatchObject({ problems: [], events: 7, unsealed: 1, last: { id: 2 } })
    const { last } = await verify(database)

    const events = await createAuditStore(database).list({}, { after: null, limit: 10 })
    const [, , , fourth, third, second, first] = events.map(({ id }) => id)
    if (!first || !second || !third || !fourth) throw new Error('events are missing')
    await query.updateTable('latchkey_audit_event').set({ outcome: 'failure' }).where('id', '=', first).execute()
    await query.updateTable('latchkey_audit_event').set({ ip: '198.51.100.1' }).where('id', '=', second).execute()
    await query.deleteFrom('latchkey_audit_event').where('id', '=', third).execute()
    const copied = await query.selectFrom('latchkey_audit_event').selectAll().where('id', '=', fourth).executeTakeFirstOrThrow()
    const { id: _fourth, ...copy } = copied
    const forged = [
      { ...copy, seal_id: null, at: values.toTime(minute(2)) },
      { ...copy, seal_id: 1 },
    ]
    const added = []
    for (const row of forged) {
      added.push(await query.insertInto('latchkey_audit_event').values(row).returning('id').executeTakeFirstOrThrow())
    }
    await createAuditStore(database).anonymise(2)
    const [unsealed, sealed] = added.map(({ id }) => id)
    expect(await problems(database)).toEqual([
      { kind: 'altered', event: first, seal: 1 },
      { kind: 'altered', event: second, seal: 1 },
      { kind: 'inserted', event: sealed, seal: 1 },
      { kind: 'missing', event: third, seal: 1 },
      { kind: 'inserted', event: unsealed, seal: null },
      { kind: 'blanked', user: 2 },
    ])
    // Whoever mends the seal of a batch breaks the one after it.
    await query.updateTable('latchkey_audit_seal').set({ members: '1 0' }).where('id', '=', 1).execute()
    expect(await problems(database)).toContainEqual({ kind: 'seal_altered', seal: 1 })
    await query.deleteFrom('latchkey_audit_seal').where('id', '=', 1).execute()
    expect(await problems(database)).toContainEqual({ kind: 'seal_missing', seal: 1 })
    await query.deleteFrom('latchkey_audit_seal').execute()
    expect(await problems(database, last?.seal)).toContainEqual({ kind: 'seal_expected' })
  })

  test('survives the deletion of a user, whose events stay without name, address and device', async () => {
    await using service = await testApp({ database: kind })
    const { database } = service
    const store = createAuditStore(database)
    await logins(database, [1, 2])
    await seal(database, 3)
    await store.record({ kind: 'account.deleted', at: minute(4), actor: 'user:1', userId: 1 })
    await store.anonymise(1)
    expect(await problems(database)).toEqual([])
    expect(await store.list({ userId: 1 }, { after: null, limit: 10 })).toMatchObject([
      { kind: 'account.deleted' },
      { kind: 'login.succeeded', userId: 1, username: null, ip: null, device: null },
      { kind: 'login.succeeded', userId: 1, username: null, ip: null, device: null },
    ])
  })

  test('survives the deletion of a member of staff, whose address goes from what was done to others as well', async () => {
    await using service = await testApp({ database: kind })
    const { database } = service
    const store = createAuditStore(database)
    const done = { at: minute(1), userId: 2, username: 'user-2', client: CLIENT }
    await store.record({ ...done, kind: 'account.changed', actor: 'staff:1' })
    await store.record({ ...done, kind: 'limit.reached', actor: 'user:1', userId: null })
    await store.record({ ...done, kind: 'login.succeeded', actor: 'user:2' })
    await store.record({ ...done, kind: 'account.changed', actor: 'staff:11' })
    await seal(database, 3)
    await store.anonymise(1)
    expect(await problems(database)).toEqual([
      { kind: 'blanked', user: 2 },
      { kind: 'blanked', user: 1 },
    ])
    await store.record({ kind: 'account.deleted', at: minute(4), actor: 'user:1', userId: 1 })
    expect(await problems(database)).toEqual([])
    const kept = (await store.list({}, { after: null, limit: 10 })).filter(({ ip }) => ip !== null)
    expect(kept.map(({ actor }) => actor)).toEqual(['staff:11', 'user:2'])
  })

  test('has one link for each batch when many seal at once, and nobody waits who records', async () => {
    await using service = await testApp({ database: kind })
    const { database } = service
    const many = Array.from({ length: 40 }, (_none, at) => at / 100)
    await Promise.all([logins(database, many), logins(database, many, 2), ...Array.from({ length: 12 }, () => seal(database, 1))])
    await seal(database, 1)
    expect(await verify(database)).toMatchObject({ problems: [], events: 80, unsealed: 0 })
  })

  test('is listed newest first, page by page, and counted by kind', async () => {
    await using service = await testApp({ database: kind })
    const store = createAuditStore(service.database)
    await logins(service.database, [1, 1, 1, 2, 3])
    await logins(service.database, [3], 2)
    const pages = []
    for (let after = null; ; ) {
      const page: Awaited<ReturnType<typeof store.list>> = await store.list({ userId: 1, until: minute(3) }, { after, limit: 2 })
      if (page.length === 0) break
      pages.push(page.map(({ at }) => (at.getTime() - START) / 60_000))
      after = page.at(-1) ?? null
    }
    expect(pages).toEqual([
      [2, 1],
      [1, 1],
    ])
    expect(await store.countByKind([minute(0), minute(2), minute(4)])).toEqual([
      [{ kind: 'login.succeeded', count: 3 }],
      [{ kind: 'login.succeeded', count: 3 }],
    ])
  })
})
