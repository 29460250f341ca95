import { describe, expect, test } from 'vitest'
import { createHostCheck } from './hosts.ts'

describe('with any host allowed', () => {
  const allows = createHostCheck(['*'])

  test.each(['example.test', 'EXAMPLE.test:8000', 'example.test.', '127.0.0.1', '[::1]', '[::1]:80', '-', 'a..b'])(
    '%s is taken',
    (host) => {
      expect(allows(host)).toBe(true)
    },
  )

  test.each(['', '.', 'a_b', 'a b', 'a:', 'a:b', 'user@a', 'a,b', '::1', '[::1', '[1]', 'http://a', 'a/b', 'ä', '*'])(
    '"%s" is refused',
    (host) => {
      expect(allows(host)).toBe(false)
    },
  )
})

describe('with named hosts', () => {
  const allows = createHostCheck(['Api.example.test', '.wild.test'])

  test.each(['api.example.test', 'API.EXAMPLE.TEST:1', 'api.example.test.', 'wild.test', 'a.wild.test', 'a.b.wild.test'])(
    '%s is taken',
    (host) => {
      expect(allows(host)).toBe(true)
    },
  )

  test.each(['x.api.example.test', 'example.test', 'notwild.test', 'localhost', '127.0.0.1'])('%s is refused', (host) => {
    expect(allows(host)).toBe(false)
  })
})
