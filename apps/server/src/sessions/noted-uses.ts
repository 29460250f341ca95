/** Two generations of so many tokens: some megabytes at most. */
const GENERATION = 20_000

/**
 * Remembers until when the use of a refresh token that is not rotated need not be looked at again: such a token is presented every few
 * minutes, and its session's times change once a minute at most.
 */
export class NotedUses {
  #young = new Map<string, number>()
  #old = new Map<string, number>()

  isNoted(jti: string, now: Date): boolean {
    return (this.#young.get(jti) ?? this.#old.get(jti) ?? 0) > now.getTime()
  }

  note(jti: string, until: Date): void {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(jti, until.getTime())
  }
}
