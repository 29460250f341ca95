import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/** Where a request came from. The address is that of the connection, or the one that a trusted proxy names, if it is one. */
export function clientOf(request: FastifyRequest): { userAgent: string; ip: string } {
  const { ip, raw } = request
  return { userAgent: raw.headers['user-agent'] ?? '', ip: isIP(ip) === 0 ? (raw.socket.remoteAddress ?? '') : ip }
}
