import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { expect, test } from 'vitest'
import { loadCases } from './cases.ts'
import { environmentFor, profileNamed, profileNames } from './profiles.ts'

test('every recorded case belongs to a known profile', () => {
  const known = new Set(profileNames())
  const used = new Set([...loadCases('5.2'), ...loadCases('5.5')].map(({ profile }) => profile))
  expect([...used].filter((name) => !known.has(name))).toEqual([])
})

test('the environment is the base with the profile laid over it, in the dialect asked for', () => {
  const environment = environmentFor('lifetimes', '5.2')
  expect(environment['SIMPLE_JWT_ACCESS_TOKEN_LIFETIME']).toBe('60')
  expect(environment['LATCHKEY_THROTTLE']).toBe('off')
  expect(environment['LATCHKEY_DIALECT']).toBe('5.2')
  expect(environmentFor('lifetimes', '5.5')['LATCHKEY_DIALECT']).toBe('5.5')
})

test('key files in an environment are absolute paths of files that are there', () => {
  const value = environmentFor('es256', '5.5')['SIMPLE_JWT_SIGNING_KEY'] ?? ''
  expect(value[0]).toBe('@')
  expect(isAbsolute(value.slice(1))).toBe(true)
  expect(readFileSync(value.slice(1), 'utf8')).toBe(profileNamed('es256').keys['ec_private'])
})

test('a profile that needs a config file names one that is there', () => {
  const path = environmentFor('seed003_source', '5.5')['LATCHKEY_CONFIG'] ?? ''
  expect(isAbsolute(path)).toBe(true)
  expect(readFileSync(path, 'utf8')).toContain('userModel')
})

test('a profile signs with the shared secret unless it says otherwise', () => {
  expect(profileNamed('default').signing).toEqual({ alg: 'HS256', key: 'hs', publicKey: 'hs' })
  expect(profileNamed('rs256').signing).toEqual({ alg: 'RS256', key: 'rsa_private', publicKey: 'rsa_public' })
  expect(profileNamed('rs256').keys['rsa_public']).toContain('BEGIN PUBLIC KEY')
})

test('an unknown profile is refused with the names that there are', () => {
  expect(() => profileNamed('constructor')).toThrow(/no profile constructor; known are default, /)
  expect(() => environmentFor('nowhere', '5.5')).toThrow(RangeError)
})
