import type { ConformanceCase } from './case-format.ts'
import { type ComparisonContext, compareResponse } from './compare-response.ts'
import type { Difference } from './difference.ts'
import { send } from './raw-http.ts'
import { runSteps, type StepContext } from './run-steps.ts'
import { Scope } from './scope.ts'

/** What became of one case. */
export interface CaseResult {
  readonly id: string
  readonly group: string
  readonly profile: string
  /** Method and path, as recorded. */
  readonly request: string
  readonly passed: boolean
  /** Empty if it passed. */
  readonly differences: readonly Difference[]
}

/** What all cases of one run have in common. */
export type RunContext = StepContext & Omit<ComparisonContext, 'scope'>

/** Runs one case with fresh variables. Never rejects: a server that breaks off or a step that fails is a difference too. */
export async function runCase(testCase: ConformanceCase, context: RunContext): Promise<CaseResult> {
  const { id, group, profile, request } = testCase
  const differences = await differencesOf(testCase, context)
  return { id, group, profile, request: `${request.method} ${request.path}`, passed: differences.length === 0, differences }
}

async function differencesOf(testCase: ConformanceCase, context: RunContext): Promise<readonly Difference[]> {
  const scope = new Scope()
  let stage: Difference = { at: 'steps', wanted: 'to prepare the case', got: null }
  try {
    await runSteps(testCase.steps ?? [], scope, context)
    stage = { at: 'reply', wanted: 'an HTTP reply', got: null }
    const reply = await send(testCase.request, scope, context.server)
    stage = { at: 'comparison', wanted: 'a reply that can be compared', got: null }
    return compareResponse(testCase, reply, { ...context, scope })
  } catch (error) {
    return [{ ...stage, got: error instanceof Error ? error.message : String(error) }]
  }
}
