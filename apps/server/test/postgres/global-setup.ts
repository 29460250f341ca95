import { once } from 'node:events'
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { databaseSource } from './database-source.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for a PostgreSQL database: POST makes one, DELETE takes it away. */
    postgresDatabases: string
  }
}

/** One PostgreSQL for the whole run, started only if a test wants it. `TEST_POSTGRES_URL` names another one to use. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const source = databaseSource(process.env['TEST_POSTGRES_URL'] || undefined)
  const broker = createServer(async ({ method, url = '' }, reply) => {
    try {
      const asked = new URL(url, 'http://localhost').searchParams
      if (method === 'POST') reply.end(await source.create(asked.get('kind') === 'empty' ? 'empty' : 'migrated'))
      else reply.end(await source.drop(asked.get('url') ?? ''))
    } catch (error) {
      reply.writeHead(500).end(error instanceof Error ? error.stack : String(error))
    }
  }).listen(0, '127.0.0.1')
  await once(broker, 'listening')
  const address = broker.address()
  project.provide('postgresDatabases', `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`)
  return async () => {
    broker.close()
    broker.closeAllConnections()
    await source[Symbol.asyncDispose]()
  }
}
