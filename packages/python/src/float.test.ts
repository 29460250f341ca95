import { expect, test } from 'vitest'
import { floatText } from './index.ts'

// Recorded from Python's repr().
const texts: [number, string][] = [
  [0, '0.0'],
  [-0, '-0.0'],
  [1, '1.0'],
  [1.5, '1.5'],
  [-2.5, '-2.5'],
  [0.1 + 0.2, '0.30000000000000004'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [0.000049, '4.9e-05'],
  [1e-7, '1e-07'],
  [5e-324, '5e-324'],
  [123456789012345, '123456789012345.0'],
  [9999999999999998, '9999999999999998.0'],
  [1e16, '1e+16'],
  [123456789012345680, '1.2345678901234568e+17'],
  [-1e22, '-1e+22'],
  [1.7976931348623157e308, '1.7976931348623157e+308'],
  [Number.NaN, 'nan'],
  [Number.POSITIVE_INFINITY, 'inf'],
  [Number.NEGATIVE_INFINITY, '-inf'],
]
test.each(texts)('%d is written %s', (value, text) => {
  expect(floatText(value)).toBe(text)
})
