import { describe, expect, test } from 'vitest'
import { int, PyFloat, type PyValue } from './index.ts'

describe('int', () => {
  const values: [PyValue, bigint][] = [
    [7, 7n],
    [2n ** 70n, 2n ** 70n],
    [true, 1n],
    [false, 0n],
    [new PyFloat(2.9), 2n],
    [new PyFloat(-2.9), -2n],
    [new PyFloat(1e22), 10n ** 22n],
    ['42', 42n],
    [' \t\n\u00a0\u2003+042\r\u3000', 42n],
    ['-0_1_2', -12n],
    ['٤٢', 42n],
    ['१२_3', 123n],
    ['𝟘𝟙𝟡𝟿', 199n],
    ['0'.repeat(4300), 0n],
  ]
  test.each(values)('of %o is what Python gives', (value, result) => {
    expect(int(value)).toBe(result)
  })

  const refusals: PyValue[] = [
    null,
    '',
    ' ',
    'abc',
    '1.0',
    '1e3',
    '0x10',
    '--1',
    '+-1',
    '- 1',
    '1 2',
    '_1',
    '1_',
    '1__2',
    '²',
    '1\u0000',
    '\u001c1',
    '\u200b1',
    '\ufeff1',
    '1'.repeat(4301),
    [],
    [1],
    new Map(),
    new PyFloat(Number.NaN),
    new PyFloat(Number.POSITIVE_INFINITY),
  ]
  test.each(refusals.map((value) => ({ value })))('of $value is nothing, as Python raises', ({ value }) => {
    expect(int(value)).toBeNull()
  })
})
