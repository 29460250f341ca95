import type { Taken } from './limit-store.ts'

/** Requests that may wait for the outcome of others. */
const WAITING = 256

interface Entry {
  /** Attempts of this process that have been counted and whose outcome is open. */
  running: number
  /** How many have been taken back so far. */
  freed: number
  /** Whoever still looks at this entry. */
  users: number
  readonly line: (() => void)[]
}

/**
 * The attempts of this process whose outcome is open. What a counter refuses only because of them waits until they are decided: many
 * logins at once with the right password are no guesses.
 */
export class InFlight {
  readonly #entries = new Map<string, Entry>()
  #waiting = 0

  /** Takes from the counters of these keys, as often as it makes sense to try again. What was taken has to be settled. */
  async take(keys: readonly string[], take: () => Promise<Taken>): Promise<Taken> {
    const entries = new Map(keys.map((key) => [key, this.#enter(key)]))
    try {
      for (;;) {
        const freed = new Map([...entries].map(([key, entry]) => [key, entry.freed]))
        const taken = await take()
        if (!taken.refused) {
          for (const entry of entries.values()) entry.running += 1
          return taken
        }
        const refusing = entries.get(taken.key)
        if (!refusing) return taken
        // Taken back while the counter was asked.
        if (refusing.freed !== freed.get(taken.key)) continue
        if (refusing.running === 0 || this.#waiting >= WAITING) return taken
        await this.#wait(refusing)
      }
    } finally {
      for (const key of keys) this.#leave(key)
    }
  }

  /** An attempt has been decided; `freed` if it was taken back. */
  settle(keys: readonly string[], freed: boolean): void {
    for (const key of keys) {
      const entry = this.#entries.get(key)
      if (!entry) continue
      entry.running -= 1
      if (freed) entry.freed += 1
      // Without a place to be had nobody needs to look, until nothing is left to wait for.
      const woken = entry.running === 0 ? entry.line.splice(0) : freed ? entry.line.splice(0, 1) : []
      for (const wake of woken) wake()
      this.#forget(key, entry)
    }
  }

  async #wait(entry: Entry): Promise<void> {
    this.#waiting += 1
    await new Promise<void>((resolve) => entry.line.push(resolve))
    this.#waiting -= 1
  }

  #enter(key: string): Entry {
    const entry = this.#entries.get(key) ?? { running: 0, freed: 0, users: 0, line: [] }
    entry.users += 1
    this.#entries.set(key, entry)
    return entry
  }

  #leave(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    entry.users -= 1
    this.#forget(key, entry)
  }

  #forget(key: string, { running, users }: Entry): void {
    if (running === 0 && users === 0) this.#entries.delete(key)
  }
}
