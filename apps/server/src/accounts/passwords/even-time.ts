import { setTimeout } from 'node:timers/promises'

/** How much of a new measurement enters the average. */
const WEIGHT = 0.2

/** Waits for so many milliseconds. */
export type Sleep = (milliseconds: number) => Promise<unknown>

/**
 * Makes every refusal take as long as one by the slowest hash in use: an account that still has an old, slow hash must not
 * be told from one with a new hash, or from none, by waiting. Waiting costs no processor.
 */
export class EvenTime {
  readonly #sleep: Sleep
  /** Average milliseconds of a check, by the cost of the hash. */
  readonly #usual = new Map<string, number>()

  constructor(sleep: Sleep = (milliseconds) => setTimeout(milliseconds)) {
    this.#sleep = sleep
  }

  /** Remembers how long a check of a hash of this cost took. */
  note(cost: string, took: number): void {
    const usual = this.#usual.get(cost)
    this.#usual.set(cost, usual === undefined ? took : usual + WEIGHT * (took - usual))
  }

  /** Waits until a refusal after `passed` milliseconds is as slow as the slowest. */
  async fillUp(passed: number): Promise<void> {
    const missing = Math.max(...this.#usual.values()) - passed
    if (missing > 0) await this.#sleep(missing)
  }
}
