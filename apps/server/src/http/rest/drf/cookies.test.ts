import { expect, test } from 'vitest'
import { withCookies } from './cookies.ts'
import { PAGE_HEADERS, viewHeaders } from './headers.ts'

const { json, html } = viewHeaders({ allow: 'GET', challenge: 'Bearer', browsable: false })
const SECRET = 'abcdefghijklmnopqrstuvwxyz012345'
const cookiesOf = (headers: { 'set-cookie'?: string | string[] }): string[] => [headers['set-cookie'] ?? []].flat()

test.each(['a=b', `csrftoken=${SECRET}`, `csrftoken=${SECRET}${SECRET}`, 'sessionid=12345678', 'sessionid'])(
  '%s changes nothing',
  (cookie) => {
    expect(withCookies(json, cookie, 'view')).toBe(json)
  },
)

test('a broken CSRF cookie is replaced, and the reply varies by cookie', () => {
  const headers = withCookies(json, 'csrftoken=abc', 'view')
  expect(cookiesOf(headers)).toEqual([
    expect.stringMatching(/^csrftoken=[A-Za-z0-9]{32}; expires=[^;]+ GMT; Max-Age=31449600; Path=\/; SameSite=Lax$/),
  ])
  expect(Object.keys(headers).join()).toContain('x-frame-options,vary,x-content-type-options')
})

test('a session cookie that is too short is deleted, a quoted one is measured without its quotes', () => {
  const deleted = 'sessionid=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax'
  expect(cookiesOf(withCookies(json, 'sessionid=abc', 'view'))).toEqual([deleted])
  expect(cookiesOf(withCookies(json, 'sessionid="1234567"', 'view'))).toEqual([deleted])
})

test('a redirect looks at the session alone', () => {
  expect(withCookies(json, 'csrftoken=abc', 'redirect')).toBe(json)
  expect(cookiesOf(withCookies(json, 'sessionid=abc', 'redirect'))).toHaveLength(1)
})

test('an error page varies before its other headers', () => {
  expect(Object.keys(withCookies(PAGE_HEADERS, 'csrftoken=abc', 'error-page')).slice(0, 3)).toEqual([
    'content-type',
    'vary',
    'x-frame-options',
  ])
})

test('a browsable page always sets the CSRF cookie and renews the secret of a good one', () => {
  expect(cookiesOf(withCookies(html, undefined, 'browsable-page'))).toHaveLength(1)
  expect(cookiesOf(withCookies(html, `csrftoken=${SECRET}`, 'browsable-page'))[0]).toContain(`csrftoken=${SECRET};`)
})

test('a masked secret is renewed without its mask', () => {
  const masked = `${'b'.repeat(32)}${'c'.repeat(32)}`
  expect(cookiesOf(withCookies(html, `csrftoken=${masked}`, 'browsable-page'))[0]).toContain(`csrftoken=${'b'.repeat(32)};`)
})
