import { z } from 'zod'
import { LIMITS, plainText } from './credentials.ts'

/** What the audit trail tells of, one word for each kind of event. */
export const AUDIT_KINDS = [
  'login.succeeded',
  'login.failed',
  'registration',
  'logout',
  'refresh.reused',
  'session.revoked',
  'session.ended_others',
  'session.ended_all',
  'password.changed',
  'password.change_failed',
  'password.reset_requested',
  'password.reset',
  'email.verification_requested',
  'email.verified',
  'email.change_requested',
  'email.changed',
  'account.created',
  'account.changed',
  'account.activated',
  'account.deactivated',
  'account.deleted',
  'account.exported',
  'users.imported',
  'limit.reached',
  'operator.command',
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

export const AUDIT_OUTCOMES = ['success', 'failure'] as const
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number]

/** One event of the audit trail. It holds no token, no password and no hash. */
export const AuditEvent = z.object({
  id: z.number().int(),
  /** ISO 8601, UTC. */
  at: z.string(),
  kind: z.enum(AUDIT_KINDS),
  /** Who did it: `user:ID`, `staff:ID`, `operator` (at the command line) or `anonymous`. */
  actor: z.string(),
  /** The account that it was done to, or null where there is none. */
  userId: z.number().int().nullable(),
  /** Its name at that time; null where no such account existed and after the account was deleted. */
  username: z.string().nullable(),
  ip: z.string().nullable(),
  /** What the user agent says of itself, in words. */
  device: z.string().nullable(),
  sessionId: z.string().nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type AuditEvent = z.infer<typeof AuditEvent>

const EVENTS_PER_PAGE = 50
const MOST_EVENTS_PER_PAGE = 200

/** The last event of the page before. */
export const AuditCursor = z.object({ at: z.iso.datetime(), id: z.number().int() })
export type AuditCursor = z.infer<typeof AuditCursor>

/** Which events to list, newest first; without a filter all of them. */
export const AuditPage = z.strictObject({
  userId: z.number().int().optional(),
  /** Exactly as it is spelt. */
  username: plainText.max(LIMITS.usernameLength).optional(),
  kinds: z.array(z.enum(AUDIT_KINDS)).max(AUDIT_KINDS.length).optional(),
  /** From this moment on, ISO 8601 in UTC … */
  since: z.iso.datetime().optional(),
  /** … and before this one. */
  until: z.iso.datetime().optional(),
  limit: z.number().int().min(1).max(MOST_EVENTS_PER_PAGE).default(EVENTS_PER_PAGE),
  cursor: AuditCursor.nullish(),
  /** Infinite queries of tRPC send it; there is no other direction. */
  direction: z.literal('forward').optional(),
})
export type AuditPage = z.infer<typeof AuditPage>

export const AuditList = z.object({
  events: z.array(AuditEvent),
  /** Where the next page goes on; null on the last one. */
  next: AuditCursor.nullable(),
})
export type AuditList = z.infer<typeof AuditList>
