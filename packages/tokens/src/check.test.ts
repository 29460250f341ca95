import { describe, expect, test } from 'vitest'
import { jti, now, seconds, settings } from '../test/settings.ts'
import { Claims, checkClaims, checkSlidingRefresh, TokenError, type TokenType, tokenId } from './index.ts'

const good = { token_type: '"access"', exp: '4102444800', jti: `"${jti}"` }

function claimsOf(members: Record<string, string>): Claims {
  return Claims.fromPayload(`{${Object.entries(members).map(([name, value]) => `"${name}":${value}`)}}`)
}

function verdict(check: () => void): string {
  try {
    check()
    return 'accepted'
  } catch (error) {
    return error instanceof TokenError ? error.reason : `crashed: ${error}`
  }
}

const checked = (members: Record<string, string>, type: TokenType | null = 'access') =>
  verdict(() => checkClaims(settings, claimsOf(members), type))

describe('the checks of a decoded token', () => {
  test('pass for a token of the right type', () => {
    expect(checked(good)).toBe('accepted')
    expect(checked({ ...good, token_type: '"refresh"' }, 'refresh')).toBe('accepted')
  })

  test('come in SimpleJWT’s order: exp, id, type', () => {
    expect(checked({})).toBe('no_exp')
    expect(checked({ exp: '"4102444800"' })).toBe('invalid')
    expect(checked({ exp: '4102444800' })).toBe('no_id')
    expect(checked({ exp: '4102444800', jti: 'null' })).toBe('no_type')
    expect(checked({ ...good, token_type: '"refresh"' })).toBe('wrong_type')
  })

  test.each(['"ACCESS"', '["access"]', 'null', '0', '""'])('refuse a type of %s', (value) => {
    expect(checked({ ...good, token_type: value })).toBe('wrong_type')
  })

  test('leave the type aside when any will do', () => {
    expect(checked({ exp: '4102444800', jti: '""' }, null)).toBe('accepted')
    expect(checked({ exp: '4102444800' }, null)).toBe('no_id')
  })

  test('refuse an exp that Django crashes on', () => {
    for (const exp of ['"4102444800"', '253402300800', '1e30', '1000000000000000000000000000000', 'NaN', 'null', '[1]']) {
      expect(checked({ ...good, exp })).toBe('invalid')
    }
    for (const exp of ['253402300799', '4102444800.75', 'true']) expect(checked({ ...good, exp })).toBe('accepted')
  })

  test('look at the configured names', () => {
    const named = { ...settings, tokenTypeClaim: 'typ', jtiClaim: 'id' }
    expect(verdict(() => checkClaims(named, claimsOf(good), 'access'))).toBe('no_id')
    expect(verdict(() => checkClaims(named, claimsOf({ exp: '1', id: '"x"' }), 'access'))).toBe('no_type')
    expect(verdict(() => checkClaims(named, claimsOf({ exp: '1', id: '"x"', typ: '"access"' }), 'access'))).toBe('accepted')
  })
})

test('a token’s id is text, whatever the claim holds', () => {
  expect(tokenId(settings, claimsOf(good))).toBe(jti)
  expect(tokenId(settings, claimsOf({ jti: '""' }))).toBe('')
  expect(tokenId(settings, claimsOf({ exp: '1' }))).toBeNull()
  expect(tokenId(settings, claimsOf({ jti: 'null' }))).toBeNull()
  expect(tokenId({ jtiClaim: 'id' }, claimsOf({ id: '7.0' }))).toBe('7.0')
})

describe('a sliding token', () => {
  const refreshed = (value: string, leeway = 0) =>
    verdict(() => checkSlidingRefresh({ ...settings, leeway }, claimsOf({ refresh_exp: value }), now))

  test('can be exchanged until its refresh_exp', () => {
    expect(refreshed(String(seconds + 1))).toBe('accepted')
    expect(refreshed(`${seconds}.76`)).toBe('accepted')
    expect(refreshed(String(seconds))).toBe('refresh_expired')
    expect(refreshed('true')).toBe('refresh_expired')
  })

  test('has the leeway as well', () => {
    expect(refreshed(String(seconds - 9), 10)).toBe('accepted')
    expect(refreshed(String(seconds - 10), 10)).toBe('refresh_expired')
  })

  test('needs a time there', () => {
    expect(verdict(() => checkSlidingRefresh(settings, claimsOf(good), now))).toBe('no_refresh_exp')
    for (const value of ['null', '"4102444800"', '[]', 'NaN', '1e400', '253402300800']) expect(refreshed(value)).toBe('invalid')
  })
})
