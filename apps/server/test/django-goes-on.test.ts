import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataPath } from '@latchkey/conformance'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../src/compose-rules.ts'
import { loadConfig } from '../src/config/load-config.ts'
import { migrate } from '../src/db/migrate.ts'
import { djangoDatabase } from './django-database.ts'
import { DAY_SETTINGS, workADay } from './django-day.ts'
import { type Changes, changesBetween, djangoState, type StoredRow } from './django-tables.ts'
import { bearer, post } from './rest-calls.ts'
import { DATABASES, testApp } from './test-app.ts'

const KEY = 'conformance-hs-key-0123456789abcdefghijklmnopqrstuvwxyz-0123456789'
const read = (file: string) => JSON.parse(readFileSync(dataPath(file), 'utf8'))
const manifest: Manifest = read('django-db/manifest.json')
const recorded: Record<string, Changes> = read('django-db/days-work.json')

interface Manifest {
  users: { id: number; username: string; cleartext: string | null; is_active: boolean }[]
  tokens: { kind: string; token: string; refresh_status: number; refresh_detail: string | null }[]
}

/** The service on that database, as its operator would set it up. */
const beside = (url: string, env: Record<string, string> = {}) =>
  testApp({ env: { DATABASE_URL: url, SIMPLE_JWT_SIGNING_KEY: KEY, LATCHKEY_DIALECT: '5.5', ...env } })

const HASH = /^(\w+)\$(\d+)\$(\w+)\$([\w+/]+=)$/
const TIME = /^\d{4}-\d\d-\d\d([ T])\d\d:\d\d:\d\d(?:\.\d+)?(\+00:00)?$/

/** The form of a stored value: what it says once what differs from day to day is left out. */
function formOf(column: string, value: unknown): unknown {
  if (typeof value !== 'string') return /^(?:id|token_id|user_id)$/.test(column) ? typeof value : value
  const time = TIME.exec(value)
  // Django's six digits on SQLite, where a fraction of zero is left out: an expiry has none, another time has none once in a thousand.
  // PostgreSQL prints what it has, which is no text there.
  const digits = /\.(\d+)$/.exec(value)?.[1]?.length ?? (column === 'expires_at' ? 0 : 6)
  if (time) return { time: [time[1], time[2]], digits: time[1] === 'T' ? null : digits }
  const hash = HASH.exec(value)
  if (hash) return { algorithm: hash[1], rounds: hash[2], salt: hash[3]?.length, digest: hash[4]?.length }
  if (column === 'token') {
    const [header = '', payload = ''] = value.split('.')
    const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return {
      header: Buffer.from(header, 'base64url').toString(),
      claims: Object.entries(claims).map(([name, claim]) => [name, typeof claim]),
    }
  }
  return column === 'jti' ? /^[0-9a-f]{32}$/.test(value) : value
}

const formOfRow = (row: StoredRow) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, formOf(column, value)]))

const formsOf = (changes: Changes) =>
  Object.fromEntries(
    Object.entries(changes).map(([table, { added, changed }]) => [
      table,
      { added: added.map(formOfRow), changed: changed.map(({ id, values }) => ({ id, values: formOfRow(values) })) },
    ]),
  )

describe.each(DATABASES)('a %s database that Django made', (kind) => {
  test('is left as it was by the migration, schema and rows', { timeout: 120_000 }, async () => {
    await using django = await djangoDatabase(kind)
    const before = await djangoState(django.url)
    const cwd = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
    const database = await openDatabase(await loadConfig({ env: { DATABASE_URL: django.url, SIMPLE_JWT_SIGNING_KEY: KEY }, cwd }))
    expect(await migrate(database)).not.toEqual([])
    await database.close()
    rmSync(cwd, { recursive: true })
    expect(before.schema.length).toBeGreaterThan(20)
    expect(await djangoState(django.url)).toEqual(before)
  })

  test('lets its users in, whatever hashed their passwords, and its tokens', { timeout: 240_000 }, async () => {
    await using django = await djangoDatabase(kind)
    await using service = await beside(django.url)
    for (const { token, refresh_status: status, refresh_detail: detail } of manifest.tokens) {
      const reply = await post(service.base, '/auth/token/refresh/', { refresh: token })
      // Where Django crashes, for want of the user, there is an answer here.
      expect(reply.status).toBe(status === 500 ? 401 : status)
      if (status === 401) expect(reply.json()['detail']).toBe(detail)
      if (status !== 200) continue
      const access = String(reply.json()['access'])
      expect((await fetch(`${service.base}/api/protected/`, { headers: bearer(access) })).status).toBe(200)
    }
    const logins = manifest.users.map(async ({ id, username, cleartext, is_active: isActive }) => {
      const reply = await post(service.base, '/auth/token/', { username, password: cleartext ?? 'anything' })
      const claims =
        reply.status === 200 ? JSON.parse(Buffer.from(String(reply.json()['access']).split('.')[1] ?? '', 'base64url').toString()) : null
      return {
        username,
        status: reply.status,
        id: claims?.user_id,
        expected: cleartext !== null && isActive ? [200, String(id)] : [401, undefined],
      }
    })
    for (const { username, status, id, expected } of await Promise.all(logins))
      expect({ username, was: [status, id] }).toEqual({ username, was: expected })
  })

  test("holds after a day's work what Django itself would have written, and nothing else has changed", { timeout: 240_000 }, async () => {
    await using django = await djangoDatabase(kind)
    const config = join(mkdtempSync(join(tmpdir(), 'latchkey-test-')), 'latchkey.config.ts')
    writeFileSync(config, "export default { userModel: { table: 'auth_user', profile: { table: 'accounts_profile' } } }")
    await using service = await beside(django.url, {
      ...DAY_SETTINGS,
      LATCHKEY_CONFIG: config,
      LATCHKEY_REFRESH_REUSE: 'refuse',
      LATCHKEY_REFRESH_GRACE: '0',
    })
    const before = await djangoState(django.url)
    await workADay(service.base, manifest)
    const after = await djangoState(django.url)
    expect(after.schema).toEqual(before.schema)
    const changes = changesBetween(before.rows, after.rows)
    expect(formsOf(changes)).toEqual(formsOf(recorded[kind] ?? {}))
    // But for the signature, so that a copy of the table logs nobody in.
    for (const { token } of changes['token_blacklist_outstandingtoken']?.added ?? []) expect(String(token).split('.')).toHaveLength(2)
  })
})
