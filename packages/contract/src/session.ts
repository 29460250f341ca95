import { z } from 'zod'
import { plainText } from './credentials.ts'

/** One login of one account: a family of refresh tokens of which at most one is current. Times are ISO 8601, UTC. */
export const SessionSummary = z.object({
  id: z.string(),
  /** What the user agent says of itself, in words; blank when it says nothing. */
  device: z.string(),
  ip: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  /** True for the session that asks. */
  current: z.boolean(),
})
export type SessionSummary = z.infer<typeof SessionSummary>

export const SessionId = z.object({ id: plainText.min(1).max(64) })
export type SessionId = z.infer<typeof SessionId>

/** How many sessions ended. */
export const EndedSessions = z.object({ count: z.number().int() })
export type EndedSessions = z.infer<typeof EndedSessions>
