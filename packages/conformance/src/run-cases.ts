import type { ConformanceCase, Dialect } from './case-format.ts'
import { type CaseSelection, loadCases, OPTIONAL_TAGS, selectCases } from './cases.ts'
import { profileNamed } from './profiles.ts'
import type { Target } from './request-bytes.ts'
import { type CaseResult, type RunContext, runCase } from './run-case.ts'

/** How to ask a server and how closely to look at its replies. */
export interface ReplayOptions {
  /** `http://host:port` of the server, which must run under the profile's settings and know the fixture users. */
  readonly base: string
  readonly profile: string
  /** Take headers that Django does not send. Default: true. */
  readonly lenientHeaders?: boolean
  /** Compare the order of headers too. Default: false. */
  readonly headerOrder?: boolean
  /** Cases in flight at a time. Default: 8. */
  readonly concurrency?: number
  /** Idle milliseconds after which a request is given up. Default: 60 000. */
  readonly timeout?: number
  /** Seconds by which the server's clock may differ from ours. Default: 0. */
  readonly clockSlack?: number
  /** Told of each result as it comes. */
  readonly onResult?: (result: CaseResult) => void
}

/** One run against one server. Steps that cases share run once in it. */
export interface Replay {
  /** Results in the order of the cases. */
  readonly run: (cases: readonly ConformanceCase[]) => Promise<CaseResult[]>
}

/** Host and port of a base URL. Throws a `TypeError` unless it is plain HTTP without a path. */
export function targetOf(base: string): Target {
  const url = URL.canParse(base) ? new URL(base) : null
  if (url?.protocol !== 'http:' || url.pathname !== '/' || url.search !== '') {
    throw new TypeError(`${JSON.stringify(base)} is no base URL: it must look like http://127.0.0.1:8000`)
  }
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80) }
}

/** Prepares a run. Throws a `TypeError` for a bad base URL and a `RangeError` for an unknown profile; opens no connection yet. */
export function createReplay(options: ReplayOptions): Replay {
  const { base, profile, lenientHeaders = true, headerOrder = false, concurrency = 8, timeout = 60_000, clockSlack = 0, onResult } = options
  const server = { ...targetOf(base), timeout }
  const context: RunContext = { server, profile: profileNamed(profile), shared: new Map(), lenientHeaders, headerOrder, clockSlack }
  const runOne = async (testCase: ConformanceCase) => {
    const result = await runCase(testCase, context)
    onResult?.(result)
    return result
  }
  return { run: (cases) => inLanes(cases, concurrency, runOne) }
}

async function inLanes<Item, Result>(items: readonly Item[], lanes: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  const waiting = items.entries()
  // All lanes draw from the one iterator, so each item is worked on once.
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

/** What to run, and how. Without `skipTags`, cases with an optional tag are left out. */
export interface RunOptions extends ReplayOptions, Omit<CaseSelection, 'profile'> {
  readonly dialect: Dialect
}

/** Runs the recorded cases of a profile against a server. Results come in the order of the recording. */
export async function runCases(options: RunOptions): Promise<CaseResult[]> {
  const { dialect, skipTags = OPTIONAL_TAGS } = options
  return createReplay(options).run(selectCases(loadCases(dialect), { ...options, skipTags }))
}
