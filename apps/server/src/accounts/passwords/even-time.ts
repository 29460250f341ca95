import { setTimeout } from 'node:timers/promises'

/** How much of a new measurement enters the average. */
const WEIGHT = 0.2

export interface Timing {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<unknown>
}

export const realTiming: Timing = { now: () => performance.now(), sleep: (milliseconds) => setTimeout(milliseconds) }

/**
 * Makes every refusal take as long as one by the slowest hash in use: an account that still has an old, slow hash must not
 * be told from one with a new hash, or from none, by waiting. Waiting costs no processor.
 */
export class EvenTime {
  readonly #timing: Timing
  /** Average milliseconds of a check, by the cost of the hash. */
  readonly #usual = new Map<string, number>()

  constructor(timing: Timing) {
    this.#timing = timing
  }

  /** Runs a check of a hash of this cost and remembers how long it took. */
  async measure<T>(cost: string, check: () => Promise<T>): Promise<{ result: T; took: number }> {
    const began = this.#timing.now()
    const result = await check()
    const took = this.#timing.now() - began
    const usual = this.#usual.get(cost)
    this.#usual.set(cost, usual === undefined ? took : usual + WEIGHT * (took - usual))
    return { result, took }
  }

  /** Waits until a refusal after `took` milliseconds of checking is as slow as the slowest. */
  async fillUp(took: number): Promise<void> {
    const missing = Math.max(...this.#usual.values()) - took
    if (missing > 0) await this.#timing.sleep(missing)
  }
}
