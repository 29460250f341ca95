import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataPath } from '@latchkey/conformance'
import pg from 'pg'
import { postgresDatabase } from './postgres/test-database.ts'
import { temporaryFolder } from './server-process.ts'
import type { DatabaseKind } from './test-app.ts'

export interface DjangoDatabase extends AsyncDisposable {
  readonly url: string
  /** Runs SQL in it, as somebody else would. */
  execute(sql: string): Promise<void>
}

/** A database that a real Django made, with users over all its hashers; the copy is the test's own. */
export async function djangoDatabase(kind: DatabaseKind): Promise<DjangoDatabase> {
  return kind === 'sqlite' ? onSqlite() : onPostgres()
}

async function onSqlite(): Promise<DjangoDatabase> {
  const { default: BetterSqlite3 } = await import('better-sqlite3')
  const folder = temporaryFolder()
  const file = join(folder.path, 'django.sqlite3')
  copyFileSync(dataPath('django-db/django.sqlite3'), file)
  return {
    url: `sqlite:${file}`,
    execute: async (sql) => {
      const database = new BetterSqlite3(file)
      database.exec(sql)
      database.close()
    },
    [Symbol.asyncDispose]: async () => folder[Symbol.dispose](),
  }
}

async function onPostgres(): Promise<DjangoDatabase> {
  const database = await postgresDatabase('empty')
  await withClient(database.url, (client) => loadDump(client, readFileSync(dataPath('django-db/django.pg.sql'), 'utf8')))
  return {
    url: database.url,
    execute: (sql) =>
      withClient(database.url, async (client) => {
        await client.query(sql)
      }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

const COPY = /^COPY (\S+) \((.*)\) FROM stdin;\n([\s\S]*?)^\\\.$/gm
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '\\': '\\' }

/** Plays what `pg_dump` wrote. Only `psql` knows its COPY, so that becomes inserts. */
async function loadDump(client: pg.Client, dump: string): Promise<void> {
  let end = 0
  for (const match of dump.matchAll(COPY)) {
    const [whole, table, columns = '', rows = ''] = match
    await client.query(withoutCommands(dump.slice(end, match.index)))
    const places = columns.split(', ').map((_column, index) => `$${index + 1}`)
    for (const row of rows.split('\n').filter((line) => line !== '')) {
      await client.query(`insert into ${table} (${columns}) values (${places})`, row.split('\t').map(unescaped))
    }
    end = match.index + whole.length
  }
  await client.query(withoutCommands(dump.slice(end)))
}

const withoutCommands = (sql: string): string => sql.replaceAll(/^\\.*$/gm, '')

const unescaped = (value: string): string | null =>
  value === '\\N' ? null : value.replaceAll(/\\(.)/g, (_whole, letter: string) => ESCAPES[letter] ?? letter)
