import { expect, test } from 'vitest'
import { renderJson } from './render.ts'

test('text is compact and leaves characters beyond ASCII as they are', () => {
  expect(renderJson({ a: ['é', '<b>/&'], b: {} })).toBe('{"a":["é","<b>/&"],"b":{}}')
})

test('the line separators of Unicode are escaped', () => {
  expect(renderJson({ a: 'x\u2028y\u2029' })).toBe('{"a":"x\\u2028y\\u2029"}')
})

test('control characters are escaped in lower case, DEL is not', () => {
  expect(renderJson('\u0000\u001f\n\u007f')).toBe('"\\u0000\\u001f\\n\u007f"')
})

test('indented text keeps empty objects and lists on one line', () => {
  expect(renderJson({ a: [1], b: {}, c: [] }, 2)).toBe('{\n  "a": [\n    1\n  ],\n  "b": {},\n  "c": []\n}')
})
