import { describe, expect, test } from 'vitest'
import { dumpJson, PyFloat, parseJson } from './index.ts'

const text = 'é😀\u2028\u2029"\\/<\u007f\b\f\n\r\t\u0001\u001f'

test('ASCII output escapes everything outside printable ASCII, in lower-case hex', () => {
  expect(dumpJson(text, { ascii: true })).toBe('"\\u00e9\\ud83d\\ude00\\u2028\\u2029\\"\\\\/<\\u007f\\b\\f\\n\\r\\t\\u0001\\u001f"')
})

test('raw output leaves characters as they are, except the two line separators', () => {
  expect(dumpJson(text, { ascii: false })).toBe('"é😀\\u2028\\u2029\\"\\\\/<\u007f\\b\\f\\n\\r\\t\\u0001\\u001f"')
})

test('a lone surrogate is escaped in both', () => {
  expect(dumpJson('\ud800', { ascii: true })).toBe('"\\ud800"')
  expect(dumpJson('\ud800', { ascii: false })).toBe('"\\ud800"')
})

test('a value that was read is written as Python would write it', () => {
  const value = parseJson('{ "b" : 1.0, "10": [null, true, {"é": 1e22}, []], "2": 12345678901234567890, "z": {}, "n": -0 }')
  expect(dumpJson(value, { ascii: true })).toBe('{"b":1.0,"10":[null,true,{"\\u00e9":1e+22},[]],"2":12345678901234567890,"z":{},"n":0}')
})

describe('a float that is not finite', () => {
  const values = [new PyFloat(Number.NaN), new PyFloat(Number.POSITIVE_INFINITY), new PyFloat(Number.NEGATIVE_INFINITY)]
  test('is a constant in ASCII output', () => {
    expect(dumpJson(values, { ascii: true })).toBe('[NaN,Infinity,-Infinity]')
  })
  test('is refused in raw output', () => {
    expect(() => dumpJson(values, { ascii: false })).toThrow(RangeError)
  })
})

test.each([1.5, 2 ** 53, Number.NaN])('a bare number that is no safe integer (%d) is a mistake of the caller', (value) => {
  expect(() => dumpJson(value, { ascii: true })).toThrow(TypeError)
})
