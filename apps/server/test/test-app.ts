import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { composeApp, openDatabase } from '../src/compose.ts'
import { loadConfig } from '../src/config/load-config.ts'
import type { Database } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import type { Timeouts } from '../src/http/app.ts'

export interface TestApp extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly database: Database
  /** Where it listens: `http://127.0.0.1:PORT`. */
  readonly base: string
}

interface TestOptions {
  env?: Record<string, string>
  clock?: () => Date
  timeouts?: Timeouts
}

/** The whole service on a database of its own, listening on a free port. `env` is what an operator would set. */
export async function testApp({ env = {}, ...options }: TestOptions = {}): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  const config = await loadConfig({ env: { DATABASE_URL: 'sqlite:test.db', ...env }, cwd: folder })
  const database = openDatabase(config)
  await migrate(database)
  const app = await composeApp(config, database, { logger: false, ...options })
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    app,
    database,
    base,
    [Symbol.asyncDispose]: async () => {
      await app.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
