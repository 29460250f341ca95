import { describe, expect, test } from 'vitest'
import { type PyValue, parseJson, repr, str, typeName } from './index.ts'

describe('str', () => {
  // Recorded from Python's str(json.loads(text)).
  const texts: [string, string][] = [
    ['null', 'None'],
    ['true', 'True'],
    ['false', 'False'],
    ['1', '1'],
    ['1.0', '1.0'],
    ['1e16', '1e+16'],
    ['1e-5', '1e-05'],
    ['1e400', 'inf'],
    ['12345678901234567890', '12345678901234567890'],
    ['"it\'s"', "it's"],
    ['[]', '[]'],
    ['{}', '{}'],
    ['["a", 1, null, true, 1.50]', "['a', 1, None, True, 1.5]"],
    ['{"10": {"é": [0.5]}, "2": "x"}', "{'10': {'é': [0.5]}, '2': 'x'}"],
  ]
  test.each(texts)('of %s is %s', (json, text) => {
    expect(str(parseJson(json))).toBe(text)
  })
})

describe('repr of a string', () => {
  // Recorded from Python's repr().
  const literals: [string, string][] = [
    ['plain', "'plain'"],
    ["it's", '"it\'s"'],
    ['say "no"', '\'say "no"\''],
    ['it\'s "q"', "'it\\'s \"q\"'"],
    ['a\\b\n\r\t', "'a\\\\b\\n\\r\\t'"],
    ['\u0000\u001f\u007f', "'\\x00\\x1f\\x7f'"],
    ['\u0085\u00a0\u00ad', "'\\x85\\xa0\\xad'"],
    ['é ß 漢 😀', "'é ß 漢 😀'"],
    ['\u2028\u200b\u3000\ufeff', "'\\u2028\\u200b\\u3000\\ufeff'"],
    ['\ud800', "'\\ud800'"],
    ['\u{e0001}', "'\\U000e0001'"],
  ]
  test.each(literals)('%j', (text, literal) => {
    expect(repr(text)).toBe(literal)
  })
})

const names: [string, string][] = [
  ['{}', 'dict'],
  ['[]', 'list'],
  ['""', 'str'],
  ['1', 'int'],
  ['12345678901234567890', 'int'],
  ['1.0', 'float'],
  ['true', 'bool'],
  ['null', 'NoneType'],
]
test.each(names)('the type of %s is %s', (json, name) => {
  const value: PyValue = parseJson(json)
  expect(typeName(value)).toBe(name)
})
