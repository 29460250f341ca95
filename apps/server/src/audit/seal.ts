import { hash } from 'node:crypto'
import type { PersonalPart } from './personal-part.ts'

/** What the first seal follows. */
export const GENESIS = '0'.repeat(64)

/** An event with everything that the chain rests on. */
export interface ChainedEvent extends PersonalPart {
  readonly id: number
  readonly at: Date
  readonly kind: string
  readonly actor: string
  readonly userId: number | null
  readonly sessionId: string | null
  readonly outcome: string
  /** JSON, as it is stored. */
  readonly details: string
  readonly personalDigest: string
}

/** One event of a sealed batch. */
export interface Member {
  readonly id: number
  readonly digest: string
}

/** A link of the chain: a batch of events and what came before it. */
export interface Seal {
  readonly id: number
  /** SHA-256 over the seal before, `until` and the members; hex. */
  readonly seal: string
  /** Whatever happened before is in this seal or in an earlier one. */
  readonly until: Date
  /** Its events in their order, one a line: id and digest. */
  readonly members: string
}

const sha256 = (text: string): string => hash('sha256', text)

/** The digest of everything in an event that is never taken out. */
export const digestOfEvent = (event: ChainedEvent): string =>
  sha256(
    JSON.stringify([
      event.id,
      event.at.toISOString(),
      event.kind,
      event.actor,
      event.userId,
      event.sessionId,
      event.outcome,
      event.details,
      event.personalDigest,
    ]),
  )

export const linesOf = (events: readonly ChainedEvent[]): string => events.map((event) => `${event.id} ${digestOfEvent(event)}`).join('\n')

export const membersIn = (lines: string): Member[] =>
  lines.split('\n').map((line) => {
    const [id = '', digest = ''] = line.split(' ')
    return { id: Number(id), digest }
  })

export const sealOf = (previous: string, { until, members }: Pick<Seal, 'until' | 'members'>): string =>
  sha256(`${previous}\n${until.toISOString()}\n${members}`)
