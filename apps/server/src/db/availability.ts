type Watcher = (problem: string | null) => void

/** Whether a database can be used at the moment, as those find out who use it. */
export class Availability {
  readonly #watchers: Watcher[] = []
  #isAway = false

  /** To be told what is the matter once it cannot be used, and null once it can again. */
  watch(watcher: Watcher): void {
    this.#watchers.push(watcher)
  }

  /** Tells it on once for each change, however many requests notice it. */
  tell(problem: string | null): void {
    const isAway = problem !== null
    if (isAway === this.#isAway) return
    this.#isAway = isAway
    for (const watcher of this.#watchers) watcher(problem)
  }
}
