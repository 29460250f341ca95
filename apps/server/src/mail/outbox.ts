import { setTimeout as sleep } from 'node:timers/promises'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** How mail is sent in the background; times in milliseconds. */
export interface Pace {
  /** Before work begins: the caller has its answer by then. */
  readonly start: number
  /** Before each further try of a message; after the last one it is given up. */
  readonly retries: readonly number[]
  /** Messages that may be on their way or waiting; more are dropped. */
  readonly room: number
}

export const STANDARD_PACE: Pace = { start: 100, retries: [2 * SECOND, 10 * SECOND, MINUTE, 5 * MINUTE], room: 1_000 }

export type Failure = 'no room' | 'not composed' | 'will be tried again' | 'given up'

interface OutboxOptions<Item> {
  readonly send: (item: Item) => Promise<void>
  /** Whether trying again makes no sense. */
  readonly isFinal: (error: unknown) => boolean
  readonly report: (failure: Failure, about: { item?: Item; error?: unknown }) => void
  readonly pace?: Pace
}

/** Work that ends in messages, done behind whoever gave it; what cannot be sent now is tried again, a few times. Lives in memory. */
export class Outbox<Item> {
  readonly #options: OutboxOptions<Item>
  readonly #pace: Pace
  readonly #jobs = new Set<Promise<void>>()
  /** Ends all waiting at once. */
  readonly #hurry = new AbortController()
  #failures = 0

  constructor(options: OutboxOptions<Item>) {
    this.#options = options
    this.#pace = options.pace ?? STANDARD_PACE
  }

  /** Returns at once; nothing that goes wrong reaches the caller. */
  post(compose: () => Promise<readonly Item[]>): void {
    if (this.#jobs.size >= this.#pace.room || this.#hurry.signal.aborted) {
      this.#fail('no room', {})
      return
    }
    const job = this.#run(compose).finally(() => this.#jobs.delete(job))
    this.#jobs.add(job)
  }

  /** Tries what is left once more and waits for that, `patience` milliseconds at most. Returns how many messages did not leave. */
  async close(patience: number): Promise<number> {
    this.#hurry.abort()
    const isOver = new AbortController()
    await Promise.race([Promise.all(this.#jobs), sleep(patience, undefined, { signal: isOver.signal }).catch(() => {})])
    isOver.abort()
    return this.#failures + this.#jobs.size
  }

  async #run(compose: () => Promise<readonly Item[]>): Promise<void> {
    await this.#wait(this.#pace.start)
    let items: readonly Item[]
    try {
      items = await compose()
    } catch (error) {
      this.#fail('not composed', { error })
      return
    }
    await Promise.all(items.map((item) => this.#deliver(item)))
  }

  async #deliver(item: Item): Promise<void> {
    for (const pause of [...this.#pace.retries, null]) {
      const isLast = pause === null || this.#hurry.signal.aborted
      try {
        await this.#options.send(item)
        return
      } catch (error) {
        if (isLast || this.#options.isFinal(error)) {
          this.#fail('given up', { item, error })
          return
        }
        this.#options.report('will be tried again', { item, error })
      }
      await this.#wait(pause ?? 0)
    }
  }

  #fail(failure: Failure, about: { item?: Item; error?: unknown }): void {
    this.#failures += 1
    this.#options.report(failure, about)
  }

  async #wait(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#hurry.signal, ref: false }).catch(() => {})
  }
}
