import { digestOf } from './personal-part.ts'
import { type ChainedEvent, digestOfEvent, GENESIS, membersIn, type Seal, sealOf } from './seal.ts'
import type { SealStore } from './seal-store.ts'

const PAGE = 500
/** Milliseconds by which an event may be later than the seal that should have held it: clocks differ, and an event may wait for its commit. */
const TOLERANCE = 300_000

export type Problem =
  | { readonly kind: 'altered' | 'missing' | 'inserted'; readonly event: number; readonly seal: number | null }
  /** Events of a user, or by one, have lost their personal part, and the trail does not say that an account of theirs was deleted. */
  | { readonly kind: 'blanked'; readonly user: number }
  | { readonly kind: 'seal_altered' | 'seal_missing'; readonly seal: number }
  | { readonly kind: 'seal_expected' }

export interface Verification {
  readonly problems: readonly Problem[]
  readonly events: number
  readonly unsealed: number
  /** The last seal: kept elsewhere, it shows later that the end of the trail has not been cut off. */
  readonly last: Pick<Seal, 'id' | 'seal'> | null
}

/** Reads the whole trail and says what is not as it was sealed. `expected`: a seal that must be in the chain. */
export async function verifyTrail(store: SealStore, { expected = null }: { expected?: string | null } = {}): Promise<Verification> {
  const check = new TrailCheck()
  let isFound = expected === null
  let sealed = 0
  const readSeals = async (): Promise<void> => {
    for (;;) {
      const seals = await store.seals({ after: sealed, limit: PAGE })
      for (const seal of seals) {
        isFound ||= seal.seal === expected
        check.seal(seal, await store.eventsIn(seal.id))
      }
      const last = seals.at(-1)
      if (!last) return
      sealed = last.id
    }
  }
  await readSeals()
  for (let after: ChainedEvent | null = null; ; ) {
    const events: ChainedEvent[] = await store.unsealed({ after, limit: PAGE })
    for (const event of events) check.unsealed(event)
    const last = events.at(-1)
    if (!last) break
    after = last
  }
  // A server that runs beside this seals on.
  await readSeals()
  return check.result(isFound ? [] : [{ kind: 'seal_expected' }])
}

class TrailCheck {
  readonly #problems: Problem[] = []
  /** Whose events they are: the account that each was done to, and the one that did it. */
  readonly #blanked = new Map<string, readonly number[]>()
  readonly #deleted = new Set<number>()
  #last: Seal | null = null
  #events = 0
  #unsealed = 0

  seal(seal: Seal, events: readonly ChainedEvent[]): void {
    const previous = this.#last
    for (let id = (previous?.id ?? 0) + 1; id < seal.id; id += 1) this.#problems.push({ kind: 'seal_missing', seal: id })
    if (sealOf(previous?.seal ?? GENESIS, seal) !== seal.seal) this.#problems.push({ kind: 'seal_altered', seal: seal.id })
    const members = new Map(membersIn(seal.members).map(({ id, digest }) => [id, digest]))
    for (const event of events) {
      const digest = members.get(event.id)
      members.delete(event.id)
      this.#event(event, seal.id, digest === undefined ? 'inserted' : digest === digestOfEvent(event) ? null : 'altered')
    }
    for (const event of members.keys()) this.#problems.push({ kind: 'missing', event, seal: seal.id })
    this.#last = seal
  }

  unsealed(event: ChainedEvent): void {
    this.#unsealed += 1
    this.#event(event, null, null)
  }

  result(more: readonly Problem[]): Verification {
    const unexplained = [...this.#blanked.values()].filter((users) => !users.some((user) => this.#deleted.has(user)))
    const blanked = new Set(unexplained.flatMap((users) => users.slice(0, 1)))
    const problems = [...this.#problems, ...Array.from(blanked, (user): Problem => ({ kind: 'blanked', user })), ...more]
    return { problems, events: this.#events, unsealed: this.#unsealed, last: this.#last }
  }

  /** `found`: what the seal says of the event. */
  #event(event: ChainedEvent, seal: number | null, found: 'altered' | 'inserted' | null): void {
    this.#events += 1
    if (event.kind === 'account.deleted' && event.outcome === 'success' && event.userId !== null) this.#deleted.add(event.userId)
    const problem = found ?? this.#problemOf(event)
    if (problem) this.#problems.push({ kind: problem, event: event.id, seal })
  }

  #problemOf(event: ChainedEvent): 'altered' | 'inserted' | null {
    // The seal before would hold it, if it had happened when it says.
    if (this.#last && event.at.getTime() < this.#last.until.getTime() - TOLERANCE) return 'inserted'
    if (event.salt !== null) return digestOf(event) === event.personalDigest ? null : 'altered'
    const users = usersOf(event)
    if (event.username !== null || event.ip !== null || event.device !== null || users.length === 0) return 'altered'
    this.#blanked.set(users.join(), users)
    return null
  }
}

/** The account that an event was done to, then the one that did it; without those that are nobody's. */
function usersOf({ userId, actor }: ChainedEvent): number[] {
  const by = /^(?:user|staff):(\d+)$/.exec(actor)?.[1]
  return [...(userId === null ? [] : [userId]), ...(by === undefined ? [] : [Number(by)])]
}
