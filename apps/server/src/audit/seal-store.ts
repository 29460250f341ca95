import type { ChainedEvent, Seal } from './seal.ts'

/** Where the chain of seals is kept. Each method is one atomic unit that resolves after its commit. */
export interface SealStore {
  /**
   * Seals the oldest events that are not sealed yet, up to `limit`; returns how many. Null if another process sealed at the same moment.
   * Nobody who records an event waits for it.
   */
  sealNext(now: Date, limit: number): Promise<number | null>
  /** Seals in their order, those after `after` and no more than `limit`. */
  seals(page: { after: number; limit: number }): Promise<Seal[]>
  /** The events that say that they are in this seal. */
  eventsIn(sealId: number): Promise<ChainedEvent[]>
  /** Events that are not sealed yet, in their order, behind `after`. */
  unsealed(page: { after: Pick<ChainedEvent, 'at' | 'id'> | null; limit: number }): Promise<ChainedEvent[]>
}
