import type { AuditKind, AuditOutcome } from '@latchkey/contract'
import type { Client } from '../sessions/session.ts'

/** Who did something: a user, a member of staff in the admin pages, the operator at the command line, or nobody who is known. */
export type Actor = `user:${number}` | `staff:${number}` | 'operator' | 'anonymous'

/** Small and public: never a token, a password, a hash or an address of somebody. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>

/** Something that happened, as a rule tells it. */
export interface AuditRecord {
  readonly kind: AuditKind
  readonly at: Date
  readonly actor: Actor
  /** The account that it was done to. */
  readonly userId?: number | null
  /** Only the name of an account that exists: what else people type into that field may be their password. */
  readonly username?: string | null
  readonly client?: Client | null
  readonly sessionId?: string | null
  /** `success` where nothing is said. */
  readonly outcome?: AuditOutcome
  readonly details?: AuditDetails
}

/** An event as it is kept. */
export interface AuditEvent {
  readonly id: number
  readonly at: Date
  readonly kind: AuditKind
  readonly actor: Actor
  readonly userId: number | null
  readonly username: string | null
  readonly ip: string | null
  readonly device: string | null
  readonly sessionId: string | null
  readonly outcome: AuditOutcome
  readonly details: AuditDetails
}
