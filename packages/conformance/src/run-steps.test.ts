import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startTinyServer, type TinyServer } from '../test/tiny-server.ts'
import type { Step } from './case-format.ts'
import { mintToken } from './mint-token.ts'
import { profileNamed } from './profiles.ts'
import { runSteps, StepError } from './run-steps.ts'
import { Scope } from './scope.ts'

const PROFILE = profileNamed('default')

interface Echo extends AsyncDisposable {
  readonly context: {
    readonly server: TinyServer['target']
    readonly profile: typeof PROFILE
    readonly shared: Map<string, Promise<Scope>>
  }
  readonly bodies: readonly string[]
}

/** Answers 201 with what it was sent, its number and a token. */
async function startEcho(): Promise<Echo> {
  const bodies: string[] = []
  const server = await startTinyServer(async (request, response) => {
    const body = await text(request)
    bodies.push(body)
    const token = mintToken({ as: 'tok', claims: { jti: 'the-jti' } }, new Scope(), PROFILE)
    response.writeHead(201).end(JSON.stringify({ number: bodies.length, deep: { body }, token }))
  })
  const context = { server: server.target, profile: PROFILE, shared: new Map() }
  return { bodies, context, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

const POST = { method: 'POST', path: '/', body: 'hello {{user}}' }

test('steps run in order, each with the variables of those before', async () => {
  await using echo = await startEcho()
  const scope = new Scope()
  const steps: Step[] = [
    { set: { user: 'u_{{uniq}}' } },
    { http: POST, status: 201, capture: { said: 'deep.body', n: 'number', access: 'token' }, claims: { jti: ['access', 'jti'] } },
    { mint: { as: 'minted', claims: { user_id: { $var: 'n' } } } },
    { edit: { as: 'cut', token: 'minted', op: 'one-segment' } },
  ]
  await runSteps(steps, scope, echo.context)
  expect(scope.get('said')).toBe(`hello u_${scope.get('uniq')}`)
  expect(scope.get('n')).toBe('1')
  expect(scope.get('jti')).toBe('the-jti')
  expect(scope.get('minted').startsWith(`${scope.get('cut')}.`)).toBe(true)
})

test('shared steps run once for all cases of a run, even when two need them at the same time', async () => {
  await using echo = await startEcho()
  const shared: Step = {
    shared: 'user',
    steps: [{ set: { user: 'u_{{uniq}}' } }, { http: POST, status: 201, capture: { said: 'deep.body' } }],
  }
  const [one, other] = [new Scope(), new Scope()]
  await Promise.all([runSteps([shared], one, echo.context), runSteps([shared], other, echo.context)])
  expect(echo.bodies).toHaveLength(1)
  expect(one.get('said')).toBe(other.get('said'))
  expect(one.get('uniq')).not.toBe(other.get('uniq'))
})

test('steps shared under one name but of different content run each', async () => {
  await using echo = await startEcho()
  const scope = new Scope()
  await runSteps([{ shared: 'user', steps: [{ http: { method: 'POST', path: '/', body: 'a' }, status: 201 }] }], scope, echo.context)
  await runSteps([{ shared: 'user', steps: [{ http: { method: 'POST', path: '/', body: 'b' }, status: 201 }] }], scope, echo.context)
  expect(echo.bodies).toEqual(['a', 'b'])
})

test('an answer of another status, or without what is to be captured, ends the steps', async () => {
  await using echo = await startEcho()
  const http = { method: 'POST', path: '/', body: 'x' }
  await expect(runSteps([{ http }], new Scope(), echo.context)).rejects.toThrow(/^POST \/ answered 201 instead of 200: \{"number":1/)
  const missing = runSteps([{ http, status: 201, capture: { a: 'deep.nothing' } }], new Scope(), echo.context)
  await expect(missing).rejects.toThrow(new StepError('POST / has no deep.nothing'))
})

test('an answer that is no JSON ends the steps that capture from it', async () => {
  await using server = await startTinyServer((_request, response) => response.end('<html>'))
  const context = { server: server.target, profile: PROFILE, shared: new Map() }
  const running = runSteps([{ http: { method: 'GET', path: '/' }, capture: { a: 'b' } }], new Scope(), context)
  await expect(running).rejects.toThrow(new StepError('GET / is not JSON: <html>'))
})
