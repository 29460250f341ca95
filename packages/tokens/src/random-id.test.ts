import { expect, test } from 'vitest'
import { randomId } from './random-id.ts'

test('ids are 32 lower-case hexadecimal digits, and none comes twice, across many drawings', () => {
  const ids = Array.from({ length: 5_000 }, randomId)
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).not.toContain('0'.repeat(32))
})
