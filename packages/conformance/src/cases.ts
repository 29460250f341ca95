import { readFileSync } from 'node:fs'
import type { ConformanceCase, Dialect } from './case-format.ts'
import { dataPath } from './data-folder.ts'

/** Tags of cases that ask for more than a faithful server needs to give: crashes of Django, traces of Python, the HTTP server in front. */
export const OPTIONAL_TAGS: readonly string[] = ['server-error', 'quirk', 'http-server', 'python-version']

/** Which cases to take. What is left out does not narrow the choice. */
export interface CaseSelection {
  readonly profile?: string
  readonly groups?: readonly string[]
  /** Whole ids, or parts of ids. A text that is some case's whole id selects that case alone. */
  readonly ids?: readonly string[]
  readonly tags?: readonly string[]
  readonly skipTags?: readonly string[]
}

/** Reads cases from a file with one case a line. Throws a `SyntaxError` that names the line if one is not a case. */
export function readCases(file: string): ConformanceCase[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseCase(line, `${file}:${index + 1}`)]))
}

function parseCase(line: string, place: string): ConformanceCase {
  let parsed: ConformanceCase | null
  try {
    parsed = JSON.parse(line)
  } catch (cause) {
    throw new SyntaxError(`${place} is not JSON`, { cause })
  }
  if (!parsed?.id || !parsed.request?.method || !parsed.expect?.status) {
    throw new SyntaxError(`${place} is not a case: it needs an id, a request with a method, and an expected status`)
  }
  return parsed
}

const loaded = new Map<Dialect, readonly ConformanceCase[]>()

/** All recorded cases of a dialect, in the order of their recording. */
export function loadCases(dialect: Dialect): readonly ConformanceCase[] {
  const cases = loaded.get(dialect) ?? readCases(dataPath(`cases-${dialect}.jsonl`))
  loaded.set(dialect, cases)
  return cases
}

/** Those of the cases that the selection takes, in the same order. */
export function selectCases(cases: readonly ConformanceCase[], selection: CaseSelection): ConformanceCase[] {
  const { profile, groups, ids, tags, skipTags = [] } = selection
  const wholeIds = new Set(cases.map(({ id }) => id))
  const hasId = (id: string) => ids?.some((text) => (wholeIds.has(text) ? id === text : id.includes(text))) ?? true
  return cases.filter((one) => {
    const own = one.tags ?? []
    return (
      (profile === undefined || one.profile === profile) &&
      (groups?.includes(one.group) ?? true) &&
      hasId(one.id) &&
      (tags === undefined || own.some((tag) => tags.includes(tag))) &&
      !own.some((tag) => skipTags.includes(tag))
    )
  })
}

/** The cases by group, so that a test runner can make one test of each group. */
export function casesByGroup(cases: readonly ConformanceCase[]): Map<string, ConformanceCase[]> {
  return Map.groupBy(cases, ({ group }) => group)
}
