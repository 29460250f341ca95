import { expect, test } from 'vitest'
import { nextPath, signInPath } from './next-path.ts'

test('a path inside the pages is kept with its query and fragment', () => {
  expect(nextPath('/profile')).toBe('/profile')
  expect(nextPath('/sessions?from=mail#newest')).toBe('/sessions?from=mail#newest')
})

test.each([
  null,
  '',
  'profile',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  'javascript:alert(1)',
  '/..//evil.example',
])('%j leads to the start page', (next) => {
  expect(nextPath(next)).toBe('/')
})

test('the way back from the sign-in page is the page that was asked for', () => {
  const path = signInPath('/sessions?a=1&b=2')
  expect(nextPath(new URL(path, 'http://here.invalid').searchParams.get('next'))).toBe('/sessions?a=1&b=2')
  expect(signInPath('/')).toBe('/sign-in')
})
