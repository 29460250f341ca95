import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { DATABASES, type DatabaseKind, testApp } from './test-app.ts'

const EXPLAIN = { sqlite: sql`explain query plan`, postgres: sql`explain` } satisfies Record<DatabaseKind, unknown>

describe.each(DATABASES)('on %s, not every account is read', (database) => {
  test.each([
    ['latchkey_user_email', 'to find those with an address', sql`select id from auth_user where lower(email) = lower('Ada@example.com')`],
    ['latchkey_user_username', 'for a page of the list', sql`select id from auth_user order by lower(username) nulls last, id limit 20`],
  ])('through %s, %s', async (index, _purpose, query) => {
    await using service = await testApp({ database })
    const plan = await service.database.query.connection().execute(async (connection) => {
      // A table with so few rows is not worth an index to PostgreSQL.
      if (database === 'postgres') await sql`set enable_seqscan = off`.execute(connection)
      return (await sql`${EXPLAIN[database]} ${query}`.execute(connection)).rows
    })
    expect(JSON.stringify(plan)).toContain(index)
  })
})
