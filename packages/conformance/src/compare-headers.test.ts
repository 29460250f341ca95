import { expect, test } from 'vitest'
import { compareHeaderOrder, compareHeaders, compareLength } from './compare-headers.ts'
import type { Reply } from './reply.ts'
import { Scope } from './scope.ts'

const LENIENT = { scope: new Scope(), lenient: true }
const STRICT = { scope: new Scope(), lenient: false }

test('equal headers pass, whatever the case of their names', () => {
  expect(compareHeaders({ allow: 'POST, OPTIONS' }, [['ALLOW', 'POST, OPTIONS']], STRICT)).toEqual([])
})

test('a missing and a changed header are found', () => {
  expect(compareHeaders({ allow: 'GET', vary: 'Accept' }, [['Allow', 'GET, HEAD']], LENIENT)).toEqual([
    { at: 'header allow', wanted: '"GET"', got: '"GET, HEAD"' },
    { at: 'header vary', wanted: '"Accept"', got: null },
  ])
})

test('repeated headers count as one with a comma', () => {
  const headers = [
    ['Vary', 'Accept'],
    ['vary', 'Cookie'],
  ] as const
  expect(compareHeaders({ vary: 'Accept, Cookie' }, headers, STRICT)).toEqual([])
  expect(compareHeaders({ vary: 'Accept' }, headers, STRICT)).toEqual([{ at: 'header vary', wanted: '"Accept"', got: '"Accept, Cookie"' }])
})

test('a set is met in any order, but not by more or fewer items', () => {
  const expected = { allow: { set: ['GET', 'POST'] } }
  expect(compareHeaders(expected, [['Allow', 'POST,  GET']], STRICT)).toEqual([])
  expect(compareHeaders(expected, [['Allow', 'POST']], STRICT)).toEqual([
    { at: 'header allow', wanted: 'GET, POST in any order', got: '"POST"' },
  ])
  expect(compareHeaders(expected, [['Allow', 'POST, GET, GET']], STRICT)).toHaveLength(1)
})

test('a pattern is met or not', () => {
  const expected = { 'set-cookie': { re: '^csrftoken=\\w{4};' } }
  expect(compareHeaders(expected, [['Set-Cookie', 'csrftoken=abcd; Path=/']], STRICT)).toEqual([])
  expect(compareHeaders(expected, [['Set-Cookie', 'csrftoken=abc']], STRICT)).toHaveLength(1)
})

test('expected values may quote variables', () => {
  const scope = new Scope()
  scope.set('user', 'ada')
  expect(compareHeaders({ location: '/{{user}}/' }, [['Location', '/ada/']], { scope, lenient: false })).toEqual([])
})

test('a header too many is found only when looking strictly, and never one of the framing', () => {
  const headers = [
    ['Date', 'now'],
    ['Content-Length', '3'],
    ['X-Request-Id', '1'],
  ] as const
  expect(compareHeaders({}, headers, LENIENT)).toEqual([])
  expect(compareHeaders({}, headers, STRICT)).toEqual([{ at: 'header x-request-id', wanted: null, got: '"1"' }])
})

test('the order of headers is compared without those of the framing', () => {
  const headers = [
    ['Allow', ''],
    ['Date', ''],
    ['Vary', ''],
  ] as const
  expect(compareHeaderOrder(['allow', 'vary'], headers)).toEqual([])
  expect(compareHeaderOrder(['vary', 'allow'], headers)).toEqual([{ at: 'header order', wanted: 'vary, allow', got: 'allow, vary' }])
})

function withLength(length: string | null, body: string): Pick<Reply, 'headers' | 'body'> {
  return { headers: length === null ? [] : [['content-length', length]], body: Buffer.from(body) }
}

test.each([
  ['an exact length', 2, withLength('2', 'ab'), 'GET'],
  ['any length', true, withLength('2', 'ab'), 'GET'],
  ['the length of an absent HEAD body', 9, withLength('9', ''), 'HEAD'],
  ['any length of an absent HEAD body', true, withLength('9', ''), 'HEAD'],
  ['no length where Django sends none', null, withLength(null, 'ab'), 'GET'],
  ['a right length where Django sends none', null, withLength('2', 'ab'), 'GET'],
  ['any length where nothing was recorded', undefined, withLength('9', 'ab'), 'GET'],
] as const)('%s passes', (_what, expected, reply, method) => {
  expect(compareLength(expected, reply, method)).toEqual([])
})

test.each([
  ['another length', 3, withLength('2', 'ab'), 'GET', { wanted: '3', got: '2' }],
  ['another length on HEAD', 3, withLength('2', ''), 'HEAD', { wanted: '3', got: '2' }],
  ['no length', 2, withLength(null, 'ab'), 'GET', { wanted: '2', got: null }],
  ['no length where any will do', true, withLength(null, 'ab'), 'GET', { wanted: 'any', got: null }],
  ['a length unlike the body', true, withLength('3', 'ab'), 'GET', { wanted: '2, as many bytes as came', got: '3' }],
  [
    'a length unlike the body where Django sends none',
    null,
    withLength('3', 'ab'),
    'GET',
    { wanted: '2, as many bytes as came', got: '3' },
  ],
] as const)('%s is found', (_what, expected, reply, method, difference) => {
  expect(compareLength(expected, reply, method)).toEqual([{ at: 'header content-length', ...difference }])
})
