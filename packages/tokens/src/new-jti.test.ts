import { expect, test } from 'vitest'
import { newJti } from './new-jti.ts'

const NOW = new Date('2026-11-27T06:00:00.123Z')

test('a jti is a UUID of version 7 without dashes, and none comes twice in one millisecond', () => {
  const ids = Array.from({ length: 5_000 }, () => newJti(NOW))
  expect(ids.every((id) => /^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(ids.map((id) => id.charAt(16)))).toEqual(new Set(['8', '9', 'a', 'b']))
})

test('it begins with its millisecond, so that a later one follows in an index', () => {
  expect(Number.parseInt(newJti(NOW).slice(0, 12), 16)).toBe(NOW.getTime())
  const times = [0, 1, NOW.getTime(), NOW.getTime() + 1, 2 ** 48 - 1]
  const ids = times.map((time) => newJti(new Date(time)))
  expect([...ids].sort()).toEqual(ids)
  expect(newJti(new Date(-1))).toMatch(/^0{12}7/)
})
