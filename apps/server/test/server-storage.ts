import { postgresDatabase } from './postgres/test-database.ts'
import { temporaryFolder } from './server-process.ts'
import type { DatabaseKind } from './test-app.ts'

/** A folder to start servers in, and the settings with which they share one new database of a kind. */
export interface ServerStorage extends AsyncDisposable {
  readonly folder: string
  readonly env: Record<string, string>
}

export async function serverStorage(kind: DatabaseKind): Promise<ServerStorage> {
  await using resources = new AsyncDisposableStack()
  const folder = resources.use(temporaryFolder()).path
  const signing = { SIMPLE_JWT_SIGNING_KEY: 'the key that all processes of this test sign with', LATCHKEY_THROTTLE: 'off' }
  const url = kind === 'postgres' ? resources.use(await postgresDatabase('empty')).url : 'sqlite:latchkey.db'
  const owned = resources.move()
  return { folder, env: { ...signing, DATABASE_URL: url }, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
