import type { LoadResult } from './load.ts'
import type { Scenario } from './scenarios.ts'

/** How a scenario went. Rates are requests in a second. */
export interface Measurement {
  readonly name: Scenario['name']
  readonly latchkey: number
  readonly reference: number
  readonly against: Scenario['against']
  readonly ratio: number
  readonly target: number
  /** Milliseconds, of Latchkey. */
  readonly p99: number
}

/** One round of Latchkey and the round of its reference right after it. */
export interface Round {
  readonly latchkey: Pick<LoadResult, 'rate' | 'p99'>
  readonly reference: number
}

/**
 * Sums the rounds up. Every number is a median over the rounds, the ratio too: the two sides of a round suffer the same
 * noise of the machine, so a round that went badly is outvoted as a whole.
 */
export function summarize({ name, against, target }: Scenario, rounds: readonly Round[]): Measurement {
  return {
    name,
    latchkey: median(rounds.map(({ latchkey }) => latchkey.rate)),
    reference: median(rounds.map(({ reference }) => reference)),
    against,
    ratio: median(rounds.map(({ latchkey, reference }) => latchkey.rate / reference)),
    target,
    p99: median(rounds.map(({ latchkey }) => latchkey.p99)),
  }
}

/** NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (lower + upper) / 2
}
