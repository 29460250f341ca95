import fastifyCors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

/** Seconds for which a browser need not ask again. */
const MAX_AGE = 7_200

/** Lets pages of these origins call this scope's routes, never with cookies. Without any, no reply says a word about other origins. */
export async function allowOrigins(scope: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return
  await scope.register(fastifyCors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'trpc-accept'],
    exposedHeaders: ['date', 'retry-after', 'x-request-id'],
    credentials: false,
    maxAge: MAX_AGE,
  })
}
