import { PyFloat } from '@latchkey/python'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { LATIN_1 } from './charset/single-byte.ts'
import { UTF_8 } from './charset/utf-8.ts'
import { parseJsonBody } from './json.ts'

const parse = (body: string | Buffer) => parseJsonBody(Buffer.from(body), UTF_8)
const refusal = (body: string | Buffer): unknown => {
  try {
    parse(body)
    return null
  } catch (error) {
    return error instanceof Refusal ? error.data : error
  }
}

describe('the values of an object', () => {
  test('are what was sent, the last of equal names', () => {
    expect(parse('{"a":"x","a":"y"}').get('a')).toBe('y')
    expect(parse('{"a":null}').get('a')).toBeNull()
  })

  test('keep numbers as Python has them', () => {
    const data = parse('{"int":123456789012345678901234567890,"float":1.0}')
    expect(data.get('int')).toBe(123456789012345678901234567890n)
    expect(data.get('float')).toEqual(new PyFloat(1))
  })

  test('never come from a prototype', () => {
    expect(parse('{}').get('toString')).toBeUndefined()
    expect(parse('{"__proto__":{"a":"x"}}').get('a')).toBeUndefined()
    expect(parse('{"__proto__":"x"}').get('__proto__')).toBe('x')
  })
})

test('what is no object has a type and no values', () => {
  expect(parse('["a"]').type).toBe('list')
  expect(parse('["a"]').get('0')).toBeUndefined()
  expect(parse('1e2').type).toBe('float')
})

test.each([
  ['{"a"', "Expecting ':' delimiter: line 1 column 5 (char 4)"],
  ['\ufeff{}', 'Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)'],
  ['{"a":NaN}', "Out of range float values are not JSON compliant: 'NaN'"],
  [Buffer.from('{"a":"\xe9"}', 'latin1'), "'utf-8' codec can't decode byte 0xe9 in position 6: invalid continuation byte"],
])('%s is refused in words of Python', (body, reason) => {
  expect(refusal(body)).toEqual({ detail: `JSON parse error - ${reason}` })
})

test('an integer has 4300 digits at most, wherever it stands', () => {
  expect(parse(`{"a":"x","b":${'7'.repeat(4300)}}`).get('a')).toBe('x')
  expect(refusal(`{"a":"x","b":${'7'.repeat(4301)}}`)).toMatchObject({ detail: expect.stringContaining('value has 4301 digits') })
  expect(parse(`{"a":"${'7'.repeat(5000)}"}`).get('a')).toHaveLength(5000)
})

test('nesting beyond any reason is refused, not fatal', () => {
  expect(refusal('['.repeat(100_000))).toMatchObject({ detail: expect.stringContaining('JSON parse error') })
})

test('another charset is honoured', () => {
  expect(parseJsonBody(Buffer.from('{"a":"é"}', 'latin1'), LATIN_1).get('a')).toBe('é')
})
