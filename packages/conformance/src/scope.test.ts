import { expect, test } from 'vitest'
import { Scope } from './scope.ts'

test('every scope has its own uniq and unum', () => {
  const [one, other] = [new Scope(), new Scope()]
  expect(one.get('uniq')).toMatch(/^[a-z0-9]{10}$/)
  expect(one.get('unum')).toMatch(/^[1-9][0-9]{8}$/)
  expect(one.get('uniq')).not.toBe(other.get('uniq'))
  expect(one.get('unum')).not.toBe(other.get('unum'))
})

test('variables are filled in, also between braces of JSON', () => {
  const scope = new Scope()
  scope.set('user', 'ada')
  scope.set('n', '7')
  expect(scope.expand('{"username":"{{user}}@{{user}}","n":{{n}}}')).toBe('{"username":"ada@ada","n":7}')
})

test('a value that looks like a replacement pattern stays as it is', () => {
  const scope = new Scope()
  scope.set('password', '$& $1 {{user}}')
  expect(scope.expand('<{{password}}>')).toBe('<$& $1 {{user}}>')
})

test('an unknown variable is refused by name', () => {
  expect(() => new Scope().expand('{{nobody}}')).toThrow(new RangeError('there is no variable nobody'))
})

test('adopting takes over variables but not the names that each scope makes for itself', () => {
  const [own, shared] = [new Scope(), new Scope()]
  const uniq = own.get('uniq')
  shared.set('refresh', 'token')
  own.adopt(shared)
  expect(own.get('refresh')).toBe('token')
  expect(own.get('uniq')).toBe(uniq)
  expect(own.holds('token')).toBe(true)
  expect(own.holds('another')).toBe(false)
})
