import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Milliseconds within which the database has to answer. */
const DEADLINE = 2_000
/** Seconds after which to ask again. */
const RETRY_AFTER = '1'

/**
 * `/livez`: the process answers. `/readyz`: it can serve, for its database answers too. Whoever probes them calls the process by any
 * name it likes: they are open to all hosts, and tell nothing else.
 */
export function registerHealth(app: FastifyInstance, answers: () => Promise<void>): void {
  // However many ask at the same time, the database is asked once.
  let asking: Promise<boolean> | null = null
  const isReady = (): Promise<boolean> => {
    asking ??= withinDeadline(answers).finally(() => {
      asking = null
    })
    return asking
  }

  app.get('/livez', async (_request, reply) => reply.headers(HEADERS).send({ status: 'live' }))
  app.get('/readyz', async (_request, reply) => {
    reply.headers(HEADERS)
    if (await isReady()) return reply.send({ status: 'ready' })
    return reply.code(503).header('retry-after', RETRY_AFTER).send({ status: 'database_unavailable' })
  })
}

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

async function withinDeadline(answers: () => Promise<void>): Promise<boolean> {
  const over = new AbortController()
  const late = setTimeout(DEADLINE, false, { signal: over.signal }).catch(() => false)
  const inTime = answers().then(
    () => true,
    () => false,
  )
  const ready = await Promise.race([inTime, late])
  over.abort()
  return ready
}
