import { expect, test } from 'vitest'
import { bearerToken } from './bearer-token.ts'
import { Refusal } from './drf/refusal.ts'

test.each(['Bearer abc', '  Bearer   abc  ', 'Bearer\tabc', 'JWT abc'])('"%s" carries its token', (header) => {
  expect(bearerToken(header, ['JWT', 'Bearer'])).toBe('abc')
})

test.each([undefined, '', '   ', 'bearer abc', 'BEARER abc', 'Bearer: abc', 'Token abc', 'Token a b', 'abc'])(
  '%s is as if absent',
  (header) => {
    expect(bearerToken(header, ['Bearer'])).toBeNull()
  },
)

test.each(['Bearer', 'Bearer ', 'Bearer a b', 'Bearer abc, Bearer abc'])('"%s" is refused: one word must follow the scheme', (header) => {
  expect(() => bearerToken(header, ['Bearer'])).toThrow(Refusal)
})
