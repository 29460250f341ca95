import { loadKeys, mintAccess, mintRefresh, openToken, type TokenSettings } from '@latchkey/tokens'
import { expect, test } from 'vitest'
import { OpenTokens } from './open-tokens.ts'

const keys = loadKeys({ algorithm: 'HS256', signingKey: 'a key for this test alone, long enough' })
const settings: TokenSettings = {
  keys,
  issuer: null,
  audience: null,
  leeway: 0,
  accessLifetime: 300,
  refreshLifetime: 86_400,
  slidingLifetime: 300,
  slidingRefreshLifetime: 86_400,
  tokenTypeClaim: 'token_type',
  jtiClaim: 'jti',
  userIdClaim: 'user_id',
  slidingRefreshExpClaim: 'refresh_exp',
  dialect: '5.5',
}
const mint = (): string => {
  const now = new Date()
  return mintAccess(settings, mintRefresh(settings, { userId: '1', now }).claims, now).token
}

test('gives the claims that the token core gives, the first time and again', () => {
  const tokens = new OpenTokens(keys)
  const token = mint()
  const payload = openToken(keys, token).toPayload()
  expect([tokens.open(token).toPayload(), tokens.open(token).toPayload()]).toEqual([payload, payload])
})

test('a token that differs from a remembered one in one letter is refused', () => {
  const tokens = new OpenTokens(keys)
  const token = mint()
  tokens.open(token)
  const forged = token.slice(0, -5) + (token.at(-5) === 'A' ? 'B' : 'A') + token.slice(-4)
  expect(() => tokens.open(forged)).toThrow('invalid')
  expect(() => tokens.open(forged)).toThrow('invalid')
})

test('takes what was minted for opened, unless the token says more than its claims', () => {
  const tokens = new OpenTokens(keys)
  const claims = [
    ['name', 'Zoë "\\" \ud800'],
    ['verified', true],
  ] as const
  for (const changes of [{}, { issuer: 'us' }, { audience: ['a', 'b'] }]) {
    const ours = { ...settings, ...changes }
    const minted = mintRefresh(ours, { userId: 7, claims, now: new Date() })
    tokens.remember(minted, ours)
    expect([...tokens.open(minted.token).entries()]).toEqual([...openToken(keys, minted.token).entries()])
  }
})

test('forgets in time, and opens what it forgot anew', () => {
  const tokens = new OpenTokens(keys)
  const first = mint()
  const claims = tokens.open(first)
  for (let count = 0; count < 4_500; count += 1) tokens.open(mint())
  expect(tokens.open(first)).not.toBe(claims)
  expect(tokens.open(first).toPayload()).toBe(claims.toPayload())
})
