import { expect, test } from 'vitest'
import { slashedLocation } from './slash.ts'
import { canonicalUrl, decodedPath, pathOf, queryOf } from './url.ts'

test('a fragment belongs neither to the path nor to the query', () => {
  expect(pathOf('/a#b?c')).toBe('/a')
  expect(queryOf('/a?b#c')).toBe('b')
  expect(queryOf('/a')).toBe('')
})

test('an encoded slash becomes a slash, in the path alone', () => {
  expect(canonicalUrl('/api/token%2F?next=%2F')).toBe('/api/token/?next=%2F')
  expect(canonicalUrl('/api%2ftoken/')).toBe('/api/token/')
})

test.each(['/%', '/%zz/', '/%ff/', '/%c3/'])('%s becomes a path that can be decoded', (url) => {
  expect(decodedPath(canonicalUrl(url))).toBe(url)
})

test('a URL without percent codes stays as it is', () => {
  expect(canonicalUrl('/api//token/?a=1')).toBe('/api//token/?a=1')
})

test.each([
  ['/api/token', '/api/token/'],
  ['/api/token?', '/api/token/'],
  ['/api/token?x=1&y', '/api/token/?x=1&y'],
  ['/api/token?n=%C3%A9&%zz', '/api/token/?n=%C3%A9&%zz'],
  [`/api/token?a=<b>'"&c={d}`, "/api/token/?a=%3Cb%3E'%22&c=%7Bd%7D"],
])('%s is sent to %s', (url, location) => {
  expect(slashedLocation('/api/token', url)).toBe(location)
})
