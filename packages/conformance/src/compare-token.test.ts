import { expect, test } from 'vitest'
import type { ExpectedToken } from './case-format.ts'
import { compareToken } from './compare-token.ts'
import { mintToken } from './mint-token.ts'
import { profileNamed } from './profiles.ts'
import { Scope } from './scope.ts'

const NOW = 1_700_000_000
const HEADER = '{"alg":"HS256","typ":"JWT"}'
const JTI = '0123456789abcdef0123456789abcdef'

const EXPECTED: ExpectedToken = {
  header: HEADER,
  claims: [
    ['token_type', 'access'],
    ['exp', { now: 300 }],
    ['iat', { now: 0 }],
    ['jti', { hex: 32 }],
    ['user_id', { var: 'uid' }],
  ],
}

interface Trial {
  readonly payload: string
  readonly header?: string
  readonly key?: string
  readonly expected?: ExpectedToken
  readonly profile?: string
}

/** Compares a token with this payload, signed well, as if it came at second NOW. */
function differencesOf({ payload, header = HEADER, key, expected = EXPECTED, profile = 'default' }: Trial) {
  const scope = new Scope()
  scope.set('uid', '42')
  scope.set('name', 'Zoë')
  scope.set('old_jti', 'f'.repeat(32))
  const recipe = { as: 'tok', payload_raw: payload, header_raw: header, ...(key !== undefined && { key }) }
  const token = mintToken(recipe, scope, profileNamed(profile))
  return compareToken(token, expected, { scope, profile: profileNamed(profile), earliest: NOW - 3, latest: NOW })
}

function access({ exp = NOW + 300, iat = NOW, jti = JTI, uid = '"42"' } = {}): string {
  return `{"token_type":"access","exp":${exp},"iat":${iat},"jti":"${jti}","user_id":${uid}}`
}

test('a faithful token passes', () => {
  expect(differencesOf({ payload: access() })).toEqual([])
  expect(differencesOf({ payload: access({ exp: NOW + 297, iat: NOW - 3 }) })).toEqual([])
  expect(differencesOf({ payload: access({ exp: NOW + 299 }) })).toEqual([])
})

test.each([
  ['a claim of another type', access({ uid: '42' }), 'claim user_id'],
  ['another value', access({ uid: '"43"' }), 'claim user_id'],
  ['a time in the future', access({ exp: NOW + 301, iat: NOW + 1 }), 'claim exp'],
  ['a time too old', access({ exp: NOW + 296, iat: NOW - 4 }), 'claim exp'],
  ['a lifetime that is too short', access({ exp: NOW + 297 }), 'claims exp and iat'],
  ['a time with a fraction', access().replace(String(NOW), `${NOW}.5`), 'claim jti'],
  ['an id in upper case', access({ jti: JTI.toUpperCase() }), 'claim jti'],
  ['an id too short', access({ jti: JTI.slice(1) }), 'claim jti'],
  ['an id used before', access({ jti: 'f'.repeat(32) }), 'claim jti'],
  ['a space after a colon', access().replace('":"access', '": "access'), 'claim token_type'],
  ['a claim too many', access().replace('}', ',"sid":"1"}'), 'claims'],
  ['a claim too few', access().replace(',"user_id":"42"', ''), 'claim user_id'],
  ['claims in another order', access().replace(/("exp":\d+),("iat":\d+)/, '$2,$1'), 'claim exp'],
  ['text after the payload', `${access()} `, 'claims'],
])('%s is found', (_what, payload, at) => {
  expect(differencesOf({ payload })[0]?.at).toBe(at)
})

test('each way to describe a claim compares as text', () => {
  const expected: ExpectedToken = {
    header: HEADER,
    claims: [
      ['n', { varint: 'uid' }],
      ['t', { tpl: '{{name}}@x' }],
      ['r', { raw: '[1, 2]' }],
      ['d', { md5: true }],
      ['é', 'é"'],
      ['b', false],
      ['z', null],
      ['i', 5],
    ],
  }
  const payload = `{"n":42,"t":"Zo\\u00eb@x","r":[1, 2],"d":"${'0A'.repeat(16)}","\\u00e9":"\\u00e9\\"","b":false,"z":null,"i":5}`
  expect(differencesOf({ payload, expected })).toEqual([])
  for (const [from, to] of [
    ['42', '"42"'],
    ['Zo\\u00eb', 'Zoë'],
    ['[1, 2]', '[1,2]'],
    ['0A0A', '0a0a'],
    ['"\\u00e9":', '"é":'],
    ['false', '0'],
    ['null', '""'],
    ['5}', '5.0}'],
  ] as const) {
    expect(differencesOf({ payload: payload.replace(from, to), expected }), `${from} as ${to}`).toHaveLength(1)
  }
})

test('a token without claims must be empty', () => {
  const expected = { header: HEADER, claims: [] }
  expect(differencesOf({ payload: '{}', expected })).toEqual([])
  expect(differencesOf({ payload: '{"a":1}', expected })).toHaveLength(1)
})

test('another header is found', () => {
  const header = '{"typ":"JWT","alg":"HS256"}'
  expect(differencesOf({ payload: access(), header })).toEqual([{ at: 'header', wanted: HEADER, got: header }])
})

test('a signature of another key is found', () => {
  expect(differencesOf({ payload: access(), key: 'other' })).toMatchObject([{ at: 'signature', wanted: 'HS256 with key hs' }])
})

test('under an asymmetric profile the public key verifies', () => {
  const header = '{"alg":"RS256","typ":"JWT"}'
  const expected = { ...EXPECTED, header }
  expect(differencesOf({ payload: access(), header, expected, profile: 'rs256' })).toEqual([])
  expect(differencesOf({ payload: access(), header, expected, profile: 'rs256', key: 'rsa_other_private' })).toHaveLength(1)
})

test('a description that is none is refused', () => {
  const expected = { header: HEADER, claims: [['a', { sometimes: 1 }]] } as const
  expect(() => differencesOf({ payload: '{"a":1}', expected })).toThrow(new TypeError('{"sometimes":1} is no way to describe a claim'))
})

test('text of another number of segments is no token', () => {
  const context = { scope: new Scope(), profile: profileNamed('default'), earliest: 0, latest: 0 }
  expect(compareToken('a.b', EXPECTED, context)).toEqual([{ at: 'segments', wanted: '3', got: '2' }])
})
