import { PyFloat } from '@latchkey/python'
import { describe, expect, test } from 'vitest'
import { Claims, TokenError } from './index.ts'

describe('claims', () => {
  test('keep the order and the text of what was read, integer-like names too', () => {
    const payload = '{"b":1.0,"10":{"2":1e+22,"1":[-0.0,12345678901234567890]},"2":"Zo\\u00eb \\ud83c\\udf88","a":null}'
    expect(Claims.fromPayload(payload).toPayload()).toBe(payload)
  })

  test('are written as Python writes what it has read', () => {
    const claims = Claims.fromPayload('{ "é" : 1.50, "n": 1E400, "x": NaN, "a": 1, "a": 2, "z": -0 }')
    expect(claims.toPayload()).toBe('{"\\u00e9":1.5,"n":Infinity,"x":NaN,"a":2,"z":0}')
  })

  test('are set in place when present, else at the end', () => {
    const claims = Claims.fromPayload('{"exp":1,"jti":"x"}')
    claims.set('exp', 2)
    claims.set('iat', new PyFloat(3))
    expect(claims.toPayload()).toBe('{"exp":2,"jti":"x","iat":3.0}')
    expect([...claims.names()]).toStrictEqual(['exp', 'jti', 'iat'])
  })

  test('of a copy are set without touching the original', () => {
    const claims = Claims.fromPayload('{"exp":1}')
    const copy = claims.clone()
    copy.set('exp', 2)
    expect(claims.get('exp')).toBe(1)
    expect(copy.get('exp')).toBe(2)
  })

  test('have own names only', () => {
    const claims = Claims.fromPayload('{"__proto__":{"token_type":"access"}}')
    expect(claims.has('token_type')).toBe(false)
    expect(claims.has('constructor')).toBe(false)
    expect(claims.get('toString')).toBeUndefined()
    expect(claims.toPayload()).toBe('{"__proto__":{"token_type":"access"}}')
  })

  test.each([
    ['null', 'null'],
    ['an array', '[1]'],
    ['a string', '"s"'],
    ['a number', '5'],
    ['nothing', ''],
    ['no JSON', 'nope'],
    ['an object and more', '{"a":1}x'],
    ['text after a mark', '\ufeff{}'],
    ['100,000 open arrays', '['.repeat(100_000)],
  ])('are an object, not %s', (_name, payload) => {
    expect(() => Claims.fromPayload(payload)).toThrow(new TokenError('invalid'))
  })

  test('are read from UTF-16 as well', () => {
    expect(Claims.fromBytes(Buffer.from('\ufeff{"é":1}', 'utf16le')).toPayload()).toBe('{"\\u00e9":1}')
  })
})
