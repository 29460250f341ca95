import { AuthError } from '@latchkey/contract'

/**
 * Bounds the hashing that has been handed to threads outside the event loop and that waits for that: an endless line would answer
 * nobody.
 */
export class HashQueue {
  readonly #limits: { readonly concurrent: number; readonly waiting: number }
  #running = 0
  readonly #line: (() => void)[] = []

  constructor(limits: { concurrent: number; waiting: number }) {
    this.#limits = limits
  }

  /** Throws `too_busy` at once when the line is full. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.concurrent) this.#running += 1
    else if (this.#line.length >= this.#limits.waiting) throw new AuthError('too_busy', { retryAfter: 1 })
    // Whoever finishes hands its place on, so the count stays as it is.
    else await new Promise<void>((resolve) => this.#line.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#line.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
