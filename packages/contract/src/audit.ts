import { z } from 'zod'

/** What the audit trail tells of, one word for each kind of event. */
export const AUDIT_KINDS = [
  'login.succeeded',
  'login.failed',
  'registration',
  'logout',
  'refresh.reused',
  'session.revoked',
  'session.ended_others',
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
