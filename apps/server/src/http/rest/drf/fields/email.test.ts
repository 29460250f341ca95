import { expect, test } from 'vitest'
import { checkEmail } from './email.ts'

test.each([
  'a@example.test',
  "!#$%&'*+/=?^_`{|}~-.a@example.test",
  '"quoted\\"x"@example.test',
  'a@localhost',
  'a@[127.0.0.1]',
  'a@[::1]',
  'a@bücher.example',
  'a@example.рф',
  'a@example.xn--p1ai',
  `${'l'.repeat(65)}@example.test`,
  `a@${'d'.repeat(63)}.test`,
])('%s is an address', (text) => {
  expect(checkEmail(text)).toBeNull()
})

test.each([
  '',
  'a',
  'a@',
  '@example.test',
  'a..b@example.test',
  '.a@example.test',
  'a b@example.test',
  '"a b"@example.test',
  'ü@example.test',
  'a@b@example.test',
  'Ada <a@example.test>',
  'a@example',
  'a@127.0.0.1',
  'a@example.123',
  'a@example.t3',
  'a@-example.test',
  'a@example-.test',
  'a@example.test.',
  'a@example..test',
  'a@exam_ple.test',
  'a@[999.0.0.1]',
  'a@[01.2.3.4]',
  'a@LOCALHOST',
  'a@😀.test',
  `a@${'d'.repeat(64)}.test`,
  `${'l'.repeat(310)}@example.test`,
])('"%s" is none', (text) => {
  expect(checkEmail(text)).toBe('Enter a valid email address.')
})

test('a long text of dots and hyphens is judged at once', () => {
  const start = performance.now()
  checkEmail(`${'a.'.repeat(150)}@${'a-'.repeat(100)}`)
  expect(performance.now() - start).toBeLessThan(2_000)
})
