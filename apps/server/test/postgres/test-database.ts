import { inject } from 'vitest'
import type {} from './global-setup.ts'

export interface PostgresDatabase extends AsyncDisposable {
  readonly url: string
}

/** A PostgreSQL database of its own, with the schema of today unless it shall be empty; gone when it is disposed of. */
export async function postgresDatabase(kind: 'empty' | 'migrated' = 'migrated'): Promise<PostgresDatabase> {
  const url = await ask('POST', { kind })
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      await ask('DELETE', { url })
    },
  }
}

async function ask(method: 'POST' | 'DELETE', query: Record<string, string>): Promise<string> {
  const reply = await fetch(`${inject('postgresDatabases')}?${new URLSearchParams(query)}`, { method })
  const text = await reply.text()
  if (!reply.ok) throw new Error(text)
  return text
}
