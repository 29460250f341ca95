import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate } from '../../src/db/migrate.ts'
import { openPostgres } from '../../src/db/postgres/index.ts'
import { startEmbeddedServer } from './embedded-server.ts'

/** Makes databases for tests on one server, which starts when the first one is wanted. */
export interface DatabaseSource extends AsyncDisposable {
  /** The URL of a new database; empty, or with the schema of today. */
  create(kind: 'empty' | 'migrated'): Promise<string>
  drop(url: string): Promise<void>
}

/** On the server that `givenUrl` names (of a database where this user may make others), or on a server of its own. */
export function databaseSource(givenUrl: string | undefined): DatabaseSource {
  const prefix = `latchkey_test_${randomBytes(4).toString('hex')}`
  const made = new Set<string>()
  let count = 0
  let opening: ReturnType<typeof open> | null = null

  async function open() {
    const server = givenUrl ? null : await startEmbeddedServer()
    const admin = new pg.Client({ connectionString: givenUrl ?? server?.url })
    await admin.connect()
    const template = await createDatabase(admin)
    const database = await openPostgres(template)
    await migrate(database)
    await database.close()
    return { admin, template: nameOf(template), stop: () => server?.[Symbol.asyncDispose]() }
  }

  async function createDatabase(admin: pg.Client, template?: string): Promise<string> {
    count += 1
    const name = `${prefix}_${count}`
    await admin.query(`create database ${name}${template ? ` template ${template}` : ''}`)
    made.add(name)
    return urlOf(admin, name)
  }

  const opened = () => (opening ??= open())

  return {
    create: async (kind) => {
      const { admin, template } = await opened()
      return createDatabase(admin, kind === 'migrated' ? template : undefined)
    },
    drop: async (url) => {
      const { admin } = await opened()
      const name = nameOf(url)
      if (made.delete(name)) await admin.query(`drop database if exists ${name} with (force)`)
    },
    [Symbol.asyncDispose]: async () => {
      if (!opening) return
      const { admin, stop } = await opening
      if (givenUrl) for (const name of made) await admin.query(`drop database if exists ${name} with (force)`)
      await admin.end()
      await stop()
    },
  }
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1)

function urlOf(admin: pg.Client, name: string): string {
  const url = new URL(`postgres://${admin.host}:${admin.port}/${name}`)
  url.username = encodeURIComponent(admin.user ?? '')
  url.password = encodeURIComponent(String(admin.password ?? ''))
  return url.href
}
