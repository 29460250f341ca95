import type { ConformanceCase } from './case-format.ts'
import { compareBody } from './compare-body.ts'
import { compareHeaderOrder, compareHeaders, compareLength } from './compare-headers.ts'
import { compareToken } from './compare-token.ts'
import { type Difference, excerpt } from './difference.ts'
import type { Profile } from './profiles.ts'
import type { TimedReply } from './raw-http.ts'
import type { Scope } from './scope.ts'

/** Times copied from a token that an earlier step obtained may be this many seconds older than the request. */
const SETUP_AGE = 3

/** What a comparison needs to know beside the case and the reply. */
export interface ComparisonContext {
  readonly scope: Scope
  readonly profile: Profile
  /** Take headers that Django does not send. */
  readonly lenientHeaders: boolean
  readonly headerOrder: boolean
  /** Seconds by which the server's clock may differ from ours. */
  readonly clockSlack: number
}

/** Every way in which the reply is unlike the recorded one; none if the case passes. */
export function compareResponse(testCase: ConformanceCase, reply: TimedReply, context: ComparisonContext): Difference[] {
  const { request, expect } = testCase
  const { scope } = context
  const differences = [
    ...compareStatus(expect, reply),
    ...compareHeaders(expect.headers, reply.headers, { scope, lenient: context.lenientHeaders }),
    ...compareLength(expect.length, reply, request.method),
  ]
  if (context.headerOrder && expect.order) differences.push(...compareHeaderOrder(expect.order, reply.headers))
  if (request.method === 'HEAD') {
    if (reply.body.length > 0) differences.push({ at: 'body', wanted: null, got: excerpt(reply.body.toString('latin1')) })
    return differences
  }
  const body = compareBody(expect.body, reply.body, scope)
  differences.push(...body.differences)
  for (const [name, token] of body.tokens) differences.push(...compareNamedToken({ name, token, testCase, reply, context }))
  return differences
}

function compareStatus(expected: ConformanceCase['expect'], { status, reason }: TimedReply): Difference[] {
  const matches = status === expected.status && (expected.reason === undefined || reason === expected.reason)
  return matches ? [] : [{ at: 'status', wanted: `${expected.status} ${expected.reason ?? ''}`.trim(), got: `${status} ${reason}` }]
}

interface NamedToken {
  readonly name: string
  readonly token: string
  readonly testCase: ConformanceCase
  readonly reply: TimedReply
  readonly context: ComparisonContext
}

function compareNamedToken({ name, token, testCase, reply, context }: NamedToken): Difference[] {
  const expected = testCase.expect.tokens?.[name]
  if (!expected) throw new RangeError(`the case does not say what token ${name} holds`)
  const { scope, profile, clockSlack } = context
  const earliest = Math.floor(reply.began / 1000) - SETUP_AGE - clockSlack
  const latest = Math.floor(reply.ended / 1000) + clockSlack
  return compareToken(token, expected, { scope, profile, earliest, latest }).map(({ at, ...rest }) => ({
    at: `token ${name}: ${at}`,
    ...rest,
  }))
}
