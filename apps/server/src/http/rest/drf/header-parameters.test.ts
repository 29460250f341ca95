import { expect, test } from 'vitest'
import { parseHeaderParameters } from './header-parameters.ts'

const parse = (line: string): [string, Record<string, string>] => {
  const { main, parameters } = parseHeaderParameters(line)
  return [main, Object.fromEntries(parameters)]
}

test('the main value and the names are in lower case, values stay as they are', () => {
  expect(parse('Application/JSON; Charset=UTF-8')).toEqual(['application/json', { charset: 'UTF-8' }])
})

test('of equal names the last one counts', () => {
  expect(parse('a/b; indent=2; indent=3')).toEqual(['a/b', { indent: '3' }])
})

test('quotes may hide a semicolon and are taken away', () => {
  expect(parse('form-data; name="a;b"; filename="say \\"hi\\""')).toEqual(['form-data', { name: 'a;b', filename: 'say "hi"' }])
})

test('a quote that never closes takes the rest of the line', () => {
  expect(parse('a/b; x="y; indent=4')).toEqual(['a/b', { x: '"y; indent=4' }])
})

test('a name without a value is empty, a nameless part is nothing', () => {
  expect(parse('a/b;; flag')).toEqual(['a/b', { flag: '' }])
})

test('an extended value is decoded by its own charset', () => {
  expect(parse("form-data; name*=utf-8''%C3%A9; other*=iso-8859-1''%E9")).toEqual(['form-data', { name: 'é', other: 'é' }])
})

test('an extended value in no known charset is left out', () => {
  expect(parse("form-data; name*=klingon''x")).toEqual(['form-data', {}])
})
