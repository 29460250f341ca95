import { expect, test } from 'vitest'
import type { ConformanceCase, ExpectedReply } from './case-format.ts'
import { type ComparisonContext, compareResponse } from './compare-response.ts'
import { mintToken } from './mint-token.ts'
import { profileNamed } from './profiles.ts'
import type { TimedReply } from './raw-http.ts'
import { Scope } from './scope.ts'

const PROFILE = profileNamed('default')
const CONTEXT: ComparisonContext = { scope: new Scope(), profile: PROFILE, lenientHeaders: true, headerOrder: false, clockSlack: 0 }
const NOW = Math.floor(Date.now() / 1000)

function testCase(expected: Partial<ExpectedReply>, method = 'GET'): ConformanceCase {
  return { id: 'p:g:n', group: 'g', profile: 'p', request: { method, path: '/' }, expect: { status: 200, reason: 'OK', ...expected } }
}

function reply(parts: { status?: number; reason?: string; headers?: TimedReply['headers']; body?: string } = {}): TimedReply {
  const { status = 200, reason = 'OK', headers = [], body = '' } = parts
  return { status, reason, headers, body: Buffer.from(body), began: NOW * 1000, ended: NOW * 1000 }
}

test('another status is found, and so is another reason phrase', () => {
  expect(compareResponse(testCase({}), reply(), CONTEXT)).toEqual([])
  expect(compareResponse(testCase({}), reply({ status: 204, reason: 'No Content' }), CONTEXT)).toEqual([
    { at: 'status', wanted: '200 OK', got: '204 No Content' },
  ])
  expect(compareResponse(testCase({}), reply({ reason: 'Fine' }), CONTEXT)).toEqual([{ at: 'status', wanted: '200 OK', got: '200 Fine' }])
})

test('all differences of a reply come at once', () => {
  const expected = testCase({ headers: { allow: 'GET' }, length: 2, body: '{}' })
  const found = compareResponse(expected, reply({ status: 500, body: 'oops' }), CONTEXT)
  expect(found.map(({ at }) => at)).toEqual(['status', 'header allow', 'header content-length', 'body'])
})

test('the body of a HEAD reply is not compared, but it must not be there', () => {
  const expected = testCase({ body: '{}', length: 2 }, 'HEAD')
  const headers = [['Content-Length', '2']] as const
  expect(compareResponse(expected, reply({ headers }), CONTEXT)).toEqual([])
  expect(compareResponse(expected, reply({ headers, body: '{}' }), CONTEXT)).toEqual([{ at: 'body', wanted: null, got: '"{}"' }])
})

test('headers too many and their order count only when asked for', () => {
  const expected = testCase({ headers: { allow: 'GET', vary: 'Accept' }, order: ['allow', 'vary'] })
  const answer = reply({
    headers: [
      ['Vary', 'Accept'],
      ['X-Extra', '1'],
      ['Allow', 'GET'],
    ],
  })
  expect(compareResponse(expected, answer, CONTEXT)).toEqual([])
  const strictly = compareResponse(expected, answer, { ...CONTEXT, lenientHeaders: false, headerOrder: true })
  expect(strictly.map(({ at }) => at)).toEqual(['header x-extra', 'header order'])
})

const TOKEN_CASE = testCase({
  body: '{"access":"<<jwt:t1>>"}',
  tokens: { t1: { header: '{"alg":"HS256","typ":"JWT"}', claims: [['exp', { now: 60 }]] } },
})

function replyWithToken(exp: number): TimedReply {
  const token = mintToken({ as: 'tok', payload_raw: `{"exp":${exp}}` }, new Scope(), PROFILE)
  return reply({ body: `{"access":"${token}"}` })
}

test('tokens in the body are opened, and their times held against the time of the request', () => {
  expect(compareResponse(TOKEN_CASE, replyWithToken(NOW + 60), CONTEXT)).toEqual([])
  expect(compareResponse(TOKEN_CASE, replyWithToken(NOW + 57), CONTEXT)).toEqual([])
  expect(compareResponse(TOKEN_CASE, replyWithToken(NOW + 56), CONTEXT)).toMatchObject([{ at: 'token t1: claim exp' }])
  expect(compareResponse(TOKEN_CASE, replyWithToken(NOW + 61), CONTEXT)).toMatchObject([{ at: 'token t1: claim exp' }])
})

test('a clock that is off by no more than the slack passes', () => {
  const context = { ...CONTEXT, clockSlack: 5 }
  expect(compareResponse(TOKEN_CASE, replyWithToken(NOW + 65), context)).toEqual([])
  expect(compareResponse(TOKEN_CASE, replyWithToken(NOW + 52), context)).toEqual([])
  expect(compareResponse(TOKEN_CASE, replyWithToken(NOW + 66), context)).toHaveLength(1)
})

test('a case that names a token without describing it is refused', () => {
  const { tokens: _tokens, ...undescribed } = TOKEN_CASE.expect
  expect(() => compareResponse(testCase(undescribed), replyWithToken(NOW), CONTEXT)).toThrow('does not say what token t1 holds')
})
