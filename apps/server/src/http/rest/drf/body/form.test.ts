import { expect, test } from 'vitest'
import { SuspiciousRequest } from '../refusal.ts'
import { LATIN_1 } from './charset/single-byte.ts'
import { UTF_8 } from './charset/utf-8.ts'
import { parseForm } from './form.ts'

const parse = (body: string) => parseForm(Buffer.from(body, 'latin1'), UTF_8)

test('plus signs and percent codes are decoded, broken codes stay', () => {
  expect(parse('a=1+2%2B3').get('a')).toBe('1 2+3')
  expect(parse('%61=%zz%').get('a')).toBe('%zz%')
  expect(parse('a=%F0%9F%8E%88').get('a')).toBe('🎈')
})

test('the last value of a name counts', () => {
  expect(parse('a=1&a=2').get('a')).toBe('2')
})

test('a name without a value is blank, a semicolon separates nothing', () => {
  expect(parse('a').get('a')).toBe('')
  expect(parse('a=1;b=2').get('a')).toBe('1;b=2')
})

test('bytes that are no UTF-8 become the replacement character when encoded, and Latin-1 when raw', () => {
  expect(parse('a=%FF').get('a')).toBe('\ufffd')
  expect(parse('a=\xe9').get('a')).toBe('é')
})

test('percent codes are in the charset of the form', () => {
  expect(parseForm(Buffer.from('a=%E9'), LATIN_1).get('a')).toBe('é')
})

test('a thousand fields are taken, more are turned away, empty ones count', () => {
  expect(parse(`${'&'.repeat(999)}a=1`).get('a')).toBe('1')
  expect(() => parse(`${'&'.repeat(1000)}a=1`)).toThrow(SuspiciousRequest)
})
