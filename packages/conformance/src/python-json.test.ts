import { expect, test } from 'vitest'
import { asciiJsonString } from './python-json.ts'

test.each([
  ['plain /<>&', '"plain /<>&"'],
  ['"\\', '"\\"\\\\"'],
  ['\n\r\t\b\f', '"\\n\\r\\t\\b\\f"'],
  ['\0\x1f\x7f', '"\\u0000\\u001f\\u007f"'],
  ['é\u2028', '"\\u00e9\\u2028"'],
  ['😀', '"\\ud83d\\ude00"'],
  ['\ud83d', '"\\ud83d"'],
])('%j is written in ASCII as Python does', (text, written) => {
  expect(asciiJsonString(text)).toBe(written)
})
