import { expect, test } from 'vitest'
import { scaleEnd } from './scale-end.ts'

test.each([
  [0, 2],
  [1, 2],
  [3, 4],
  [9, 10],
  [10, 10],
  [11, 20],
  [61, 80],
  [99, 100],
  [1_234, 2_000],
])('a scale for %i ends at %i', (most, end) => expect(scaleEnd(most)).toBe(end))
