import { dumpJson } from '@latchkey/python'
import { expect, test } from 'vitest'
import { customClaims } from './custom-claims.ts'

const textOf = (returned: unknown): string => dumpJson(new Map(customClaims(returned, ['user_id', 'jti'])), { ascii: true })

test('claims keep their order and the types of JSON', () => {
  const joined = new Date('2026-01-02T03:04:05.678Z')
  const claims = {
    tenant: 7,
    ratio: 0.5,
    big: 2n ** 60n,
    name: 'Ünï',
    staff: false,
    none: null,
    left: undefined,
    joined,
    roles: ['a', { b: 1 }],
  }
  expect(textOf(claims)).toBe(
    '{"tenant":7,"ratio":0.5,"big":1152921504606846976,"name":"\\u00dcn\\u00ef","staff":false,"none":null,"joined":"2026-01-02T03:04:05.678Z","roles":["a",{"b":1}]}',
  )
})

test.each([
  [{ user_id: 1 }, 'may not set user_id'],
  [{ exp: 1 }, 'may not set exp'],
  [{ odd: Number.NaN }, 'number for odd'],
  [{ code: () => 1 }, 'function for code'],
  [null, 'must return an object'],
  [Promise.resolve({}), 'must return an object'],
])('%o is refused', (returned, why) => {
  expect(() => customClaims(returned, ['user_id', 'jti'])).toThrow(why)
})
