import { once } from 'node:events'
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openImport } from '../src/compose-import.ts'
import { loadConfig } from '../src/config/load-config.ts'
import { djangoDatabase } from './django-database.ts'
import { added, contentsOf, ENV } from './imported.ts'
import { run, spawnMain, temporaryFolder } from './server-process.ts'

describe('latchkey import', { timeout: 120_000 }, () => {
  test('killed at any moment, it goes on where it was', async () => {
    await using django = await djangoDatabase('sqlite')
    const count = 30_000
    await django.execute(`
      with recursive number(n) as (select 100 union all select n + 1 from number where n < ${count + 99})
      insert into auth_user (id, password, is_superuser, username, last_name, email, is_staff, is_active, date_joined, first_name)
      select n, 'md5$' || n || '$00000000000000000000000000000000', 0, 'user' || n, '', '', 0, 1, '2026-01-01 00:00:00.000001', '' from number`)
    using folder = temporaryFolder()
    const child = spawnMain(folder.path, ['import', django.url], {})
    const closed = once(child, 'close')
    const file = join(folder.path, 'data/latchkey.db')
    for (;;) {
      const hasEnded = child.exitCode !== null
      if (progressOf(file) > 0) break
      if (hasEnded) throw new Error(`The import ended with ${child.exitCode}.`)
      await setTimeout(5)
    }
    child.kill('SIGKILL')
    await closed
    const { code, output } = await run(folder.path, ['import', django.url, '--json'])
    expect(code).toBe(0)
    const report = JSON.parse(output.trim().split('\n').at(-1) ?? '')
    expect(report.users).toEqual(added(count + 20))
    expect(report.earlier.users.read).toBeGreaterThan(0)
    expect((await contentsOf(`sqlite:${file}`)).users).toEqual((await contentsOf(django.url)).users)
  })

  test('says so when its key is not that of the tokens', async () => {
    await using django = await djangoDatabase('sqlite')
    using folder = temporaryFolder()
    const output = async (env: Record<string, string>) => (await run(folder.path, ['import', django.url], env)).output
    expect(await output(ENV)).not.toContain('signed')
    expect(await output({ DATABASE_URL: 'sqlite:other.db' })).toMatch(
      /^The refresh tokens .+ are not signed with this key.+SIMPLE_JWT_SIGNING_KEY/,
    )
  })

  test('refuses a source that is none, and changes nothing', async () => {
    await using django = await djangoDatabase('sqlite')
    using folder = temporaryFolder()
    symlinkSync(django.url.slice('sqlite:'.length), join(folder.path, 'link.db'))
    const open = async (from: string, env: Record<string, string> = {}) =>
      openImport(await loadConfig({ env: { ...ENV, ...env }, cwd: folder.path }), { from, cwd: folder.path })
    await expect(open('sqlite:gone.db')).rejects.toThrow(/^There is no database sqlite:.*gone\.db\.$/)
    await expect(open('sqlite:link.db', { DATABASE_URL: django.url })).rejects.toThrow('the same database')
    await django.execute('alter table auth_user rename to somebody')
    await expect(open('sqlite:link.db')).rejects.toThrow('There is no table auth_user in this database of Django.')
    const { code, output } = await run(folder.path, ['import', 'mysql://x'])
    expect([code, output]).toEqual([1, 'FROM must be sqlite:PATH or postgres://…\n'])
    expect(existsSync(join(folder.path, 'data/latchkey.db'))).toBe(false)
  })
})

test('the same PostgreSQL database is noticed under another name', async () => {
  await using django = await djangoDatabase('postgres')
  const config = await loadConfig({ env: { ...ENV, DATABASE_URL: django.url } })
  await expect(openImport(config, { from: `${django.url}?application_name=other` })).rejects.toThrow('the same database')
})

/** The last id that an import has dealt with; 0 before it began. */
function progressOf(file: string): number {
  try {
    const database = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
    try {
      const row = database.prepare<[], { last_id: number }>("select last_id from latchkey_import where kind = 'users'").get()
      return row?.last_id ?? 0
    } finally {
      database.close()
    }
  } catch {
    return 0
  }
}
