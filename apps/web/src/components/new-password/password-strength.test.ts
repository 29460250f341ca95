import { expect, test } from 'vitest'
import { passwordStrength } from './password-strength.ts'

test.each([
  ['', 0],
  ['aaaaaaaaaaaaaaaa', 0],
  ['abcdefgh12345678', 0],
  ['password123', 0],
  ['Summer2026!', 0],
  ['qwertzuiop', 0],
  ['tr7-kqA', 1],
  ['horse stapler', 3],
  ['correct horse battery staple', 4],
  ['x9$Lm!2vQz@7pR', 4],
  ['пароль-из-слов', 4],
])('%j is of strength %i', (password, strength) => expect(passwordStrength(password)).toBe(strength))

test('what belongs to the person counts for nothing', () => {
  const password = 'alice.liddell!'
  expect(passwordStrength(password)).toBeGreaterThan(1)
  expect(passwordStrength(password, ['alice', 'liddell@example.com'])).toBe(0)
})
