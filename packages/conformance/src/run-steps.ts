import type { HttpStep, JsonValue, SharedStep, Step } from './case-format.ts'
import { editToken } from './edit-token.ts'
import { mintToken } from './mint-token.ts'
import type { Profile } from './profiles.ts'
import { send } from './raw-http.ts'
import type { Target } from './request-bytes.ts'
import { Scope } from './scope.ts'

/** The server that a run asks, and what cases of that run share. */
export interface StepContext {
  readonly server: Target & { readonly timeout: number }
  readonly profile: Profile
  /** The variables of shared steps, by the steps' text; the first case to need them runs them. */
  readonly shared: Map<string, Promise<Scope>>
}

/** The server did not answer a preparing request as it must. */
export class StepError extends Error {
  override readonly name = 'StepError'
}

/** Runs the steps in order, leaving variables in the scope. Rejects with a `StepError` if the server does not play along. */
export async function runSteps(steps: readonly Step[], scope: Scope, context: StepContext): Promise<void> {
  for (const step of steps) {
    if ('shared' in step) scope.adopt(await sharedScope(step, context))
    else if ('set' in step) for (const [name, text] of Object.entries(step.set)) scope.set(name, scope.expand(text))
    else if ('mint' in step) scope.set(step.mint.as, mintToken(step.mint, scope, context.profile))
    else if ('edit' in step) scope.set(step.edit.as, editToken(scope.get(step.edit.token), step.edit.op))
    else if ('http' in step) await runHttpStep(step, scope, context)
    else throw new TypeError(`there is no step like ${JSON.stringify(step)}`)
  }
}

function sharedScope({ shared, steps }: SharedStep, context: StepContext): Promise<Scope> {
  const key = JSON.stringify([shared, steps])
  let running = context.shared.get(key)
  if (!running) {
    const scope = new Scope()
    running = runSteps(steps, scope, context).then(() => scope)
    context.shared.set(key, running)
  }
  return running
}

async function runHttpStep({ http, status = 200, capture = {}, claims = {} }: HttpStep, scope: Scope, context: StepContext): Promise<void> {
  const reply = await send(http, scope, context.server)
  const text = reply.body.toString('utf8')
  const what = `${http.method} ${http.path}`
  if (reply.status !== status) throw new StepError(`${what} answered ${reply.status} instead of ${status}: ${text.slice(0, 200)}`)
  const names = Object.entries(capture)
  if (names.length > 0) {
    const document = parse(text, what)
    for (const [name, path] of names) scope.set(name, valueAt(document, path, what))
  }
  for (const [name, [variable, claim]] of Object.entries(claims)) {
    const payload = Buffer.from(scope.get(variable).split('.')[1] ?? '', 'base64url').toString('utf8')
    // Some profiles name their claims otherwise: their cases never read the variables of claims that are not there.
    scope.set(name, String(member(parse(payload, `the token from ${what}`), claim)))
  }
}

function parse(text: string, source: string): JsonValue {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new StepError(`${source} is not JSON: ${text.slice(0, 200)}`, { cause })
  }
}

function valueAt(document: JsonValue, path: string, source: string): string {
  let value: JsonValue | undefined = document
  for (const name of path.split('.')) value = member(value, name)
  if (value === undefined) throw new StepError(`${source} has no ${path}`)
  return String(value)
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return new Map<string, JsonValue>(Object.entries(value)).get(name)
}
