import { z } from 'zod'
import { Account } from './account.ts'
import { AuditEvent } from './audit.ts'
import { SessionSummary } from './session.ts'

/** A refresh or sliding token that was given out: when, and what became of it. Never the token itself. */
export const ExportedToken = z.object({
  jti: z.string(),
  issuedAt: z.string().nullable(),
  expiresAt: z.string(),
  /** When it was used up or ended; null for one that is good or has expired. */
  spentAt: z.string().nullable(),
  sessionId: z.string().nullable(),
})

export const ExportedSession = SessionSummary.extend({
  userAgent: z.string(),
  endedAt: z.string().nullable(),
  /** `logout`, `revoked`, `reuse`, `password`, `deactivated` or `expired`. */
  endReason: z.string().nullable(),
})

/** Everything that is kept about an account, but secrets. Times are ISO 8601, UTC; lists begin with the newest. */
export const AccountExport = z.object({
  exportedAt: z.string(),
  account: Account.extend({ firstName: z.string(), lastName: z.string(), isActive: z.boolean(), lastLogin: z.string().nullable() }),
  sessions: z.array(ExportedSession),
  tokens: z.array(ExportedToken),
  events: z.array(AuditEvent),
})
export type AccountExport = z.infer<typeof AccountExport>
