import type { Difference } from './difference.ts'
import type { CaseResult } from './run-case.ts'

function side(mark: string, text: string | null): string {
  return `      ${mark} ${text ?? '(nothing)'}`
}

function describeDifference({ at, wanted, got }: Difference): string {
  return [`    ${at}`, side('-', wanted), side('+', got)].join('\n')
}

/** A failed case for people: what was asked, then each difference with what Django sent (`-`) above what the server sent (`+`). */
export function describeFailure({ id, request, differences }: CaseResult): string {
  return [`FAIL ${id}`, `    ${request}`, ...differences.map(describeDifference)].join('\n')
}

/** All failures of a run, one below the other; empty text if everything passed. */
export function describeFailures(results: readonly CaseResult[]): string {
  return results
    .filter(({ passed }) => !passed)
    .map(describeFailure)
    .join('\n\n')
}

/** Failures by group, then the totals. */
export function describeTotals(results: readonly CaseResult[]): string {
  const failed = results.filter(({ passed }) => !passed)
  const groups = [...Map.groupBy(failed, ({ group }) => group)].map(
    ([group, { length }]) => `${String(length).padStart(6)} failed in ${group}`,
  )
  return [...groups, `${results.length - failed.length} passed, ${failed.length} failed`].join('\n')
}
