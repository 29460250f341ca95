import type { AuditKind } from '@latchkey/contract'
import type { AuditEvent, AuditRecord } from './audit-event.ts'

/** Where rules tell what happened. */
export interface AuditTrail {
  /** Resolves once the event is durable; it shares the commit of whatever else is written at that moment. */
  record(event: AuditRecord): Promise<void>
}

export interface AuditFilter {
  readonly userId?: number
  readonly kinds?: readonly AuditKind[]
  /** From this moment on … */
  readonly since?: Date
  /** … and before this one. */
  readonly until?: Date
}

/** The place of an event in the order of the list: the page goes on behind it. */
export type AuditPlace = Pick<AuditEvent, 'id' | 'at'>

/** How many events of a kind there were in a stretch of time. */
export interface AuditCount {
  readonly kind: AuditKind
  readonly count: number
}

/** Reads the trail. */
export interface AuditStore extends AuditTrail {
  /** Newest first; `after` is the last event of the page before. */
  list(filter: AuditFilter, page: { after: AuditPlace | null; limit: number }): Promise<AuditEvent[]>
  /** Counts by kind for each stretch between two neighbours of `bounds`, which ascend: one entry fewer than there are bounds. */
  countByKind(bounds: readonly Date[]): Promise<AuditCount[][]>
  /** Takes name, address and device out of a deleted user's events; their ids and what happened stay. */
  anonymise(userId: number): Promise<void>
}
