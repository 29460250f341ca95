import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { composeApp } from '../src/compose.ts'
import { openDatabase } from '../src/compose-rules.ts'
import { loadConfig } from '../src/config/load-config.ts'
import type { Database } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import type { AppOptions, Timeouts } from '../src/http/app.ts'
import { postgresDatabase } from './postgres/test-database.ts'

/** What every promise about stored things is kept on. */
export const DATABASES = ['sqlite', 'postgres'] as const
export type DatabaseKind = (typeof DATABASES)[number]

const SIGNING_KEY = 'a signing key for tests, long enough for HS512: 0123456789abcdef0123456789abcdef'

export interface TestApp extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly database: Database
  /** What names its database: `sqlite:PATH` or `postgres://…`. */
  readonly url: string
  /** Where it listens: `http://127.0.0.1:PORT`. */
  readonly base: string
}

interface TestOptions {
  database?: DatabaseKind
  env?: Record<string, string>
  clock?: () => Date
  timeouts?: Timeouts
  logger?: AppOptions['logger']
}

/** The whole service on a database of its own, listening on a free port. `env` is what an operator would set; nothing is limited unless it says so. */
export async function testApp({ database: kind = 'sqlite', env = {}, ...options }: TestOptions = {}): Promise<TestApp> {
  await using resources = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  resources.defer(() => rmSync(folder, { recursive: true, force: true }))
  const config = await loadConfig({ env: { LATCHKEY_THROTTLE: 'off', ...(await storage(kind, resources, env)), ...env }, cwd: folder })
  const database = await openDatabase(config)
  resources.defer(() => database.close())
  await migrate(database)
  const app = await composeApp(config, database, { logger: false, ...options })
  resources.defer(() => app.close())
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const owned = resources.move()
  const url = config.database.kind === 'sqlite' ? `sqlite:${config.database.path}` : config.database.url
  return { app, database, url, base, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** The settings that name a database of this kind. */
async function storage(kind: DatabaseKind, resources: AsyncDisposableStack, env: Record<string, string>): Promise<Record<string, string>> {
  if (kind === 'sqlite') return { DATABASE_URL: 'sqlite:test.db' }
  // A config file may name another user model than that of the migrated database.
  const { url } = resources.use(await postgresDatabase(env['LATCHKEY_CONFIG'] ? 'empty' : 'migrated'))
  return { DATABASE_URL: url, SIMPLE_JWT_SIGNING_KEY: SIGNING_KEY }
}
