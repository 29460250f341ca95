import { PyFloat } from '@latchkey/python'
import { describe, expect, test } from 'vitest'
import { keys, now, pem, seconds, segmentText, settings, usualHeader } from '../test/settings.ts'
import {
  Claims,
  checkClaims,
  decodeToken,
  encodeToken,
  KeyError,
  loadKeys,
  mintAccess,
  mintRefresh,
  mintSliding,
  type TokenSettings,
} from './index.ts'

const dialect52: TokenSettings = { ...settings, dialect: '5.2' }
const later = new Date(now.getTime() + 60_000)

describe('a refresh token', () => {
  test('has SimpleJWT’s claims in their order, times cut to seconds', () => {
    const minted = mintRefresh(settings, { userId: '42', now })
    expect(segmentText(minted.token, 0)).toBe(usualHeader)
    expect(segmentText(minted.token, 1)).toBe(
      `{"token_type":"refresh","exp":${seconds + 86_400},"iat":${seconds},"jti":"${minted.jti}","user_id":"42"}`,
    )
    expect(minted).toMatchObject({ issuedAt: seconds, expiresAt: seconds + 86_400 })
    expect(decodeToken(settings, minted.token, now).toPayload()).toBe(minted.claims.toPayload())
  })

  test('has the user’s id as it is given, then further claims', () => {
    const claims: [string, string | boolean | PyFloat][] = [
      ['hash_password', 'AB'],
      ['7', new PyFloat(1)],
      ['full_name', 'Zoë 🎈'],
    ]
    const minted = mintRefresh(settings, { userId: 42, claims, now })
    expect(segmentText(minted.token, 1)).toMatch(/"user_id":42,"hash_password":"AB","7":1\.0,"full_name":"Zo\\u00eb \\ud83c\\udf88"\}$/)
  })

  test('has an id of its own, which begins with its millisecond', () => {
    const ids = Array.from({ length: 500 }, () => mintRefresh(settings, { userId: 1, now }).jti)
    expect(new Set(ids).size).toBe(500)
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{32}$/)
      expect(Number.parseInt(id.slice(0, 12), 16)).toBe(now.getTime())
    }
  })

  test('cuts the end of a fractional lifetime to seconds', () => {
    expect(mintRefresh({ ...settings, refreshLifetime: 0.25 }, { userId: 1, now }).expiresAt).toBe(seconds + 1)
    expect(mintRefresh({ ...settings, refreshLifetime: 0.2 }, { userId: 1, now }).expiresAt).toBe(seconds)
  })
})

describe('an access token', () => {
  test('has its own type, times and id, then the refresh token’s other claims in their order', () => {
    const refresh = Claims.fromPayload(
      '{"b":1.0,"10":2,"token_type":"refresh","2":3,"exp":1,"nbf":4,"jti":"x","iat":5,"sub":"s","aud":"a","user_id":"7"}',
    )
    const minted = mintAccess(settings, refresh, now)
    expect(segmentText(minted.token, 1)).toBe(
      `{"token_type":"access","exp":${seconds + 300},"iat":${seconds},"jti":"${minted.jti}","b":1.0,"10":2,"2":3,"nbf":4,"sub":"s","aud":"a","user_id":"7"}`,
    )
    expect(minted).toMatchObject({ issuedAt: seconds, expiresAt: seconds + 300 })
    expect(minted.jti).not.toBe('x')
  })

  test('of a pair shares the refresh token’s moment and user', () => {
    const refresh = mintRefresh(settings, { userId: 42, now })
    const access = mintAccess(settings, refresh.claims, now)
    expect(access.issuedAt).toBe(refresh.issuedAt)
    expect(access.jti).not.toBe(refresh.jti)
    expect(() => checkClaims(settings, decodeToken(settings, access.token, now), 'access')).not.toThrow()
    expect(access.claims.get('user_id')).toBe(42)
  })

  test('copies neither the configured names nor jti', () => {
    const named = { ...settings, tokenTypeClaim: 'typ', jtiClaim: 'id', userIdClaim: 'uid' }
    const refresh = Claims.fromPayload('{"typ":"refresh","exp":1,"iat":2,"id":"x","jti":"y","uid":"7","token_type":"kept"}')
    const minted = mintAccess(named, refresh, now)
    expect(segmentText(minted.token, 1)).toBe(
      `{"typ":"access","exp":${seconds + 300},"iat":${seconds},"id":"${minted.jti}","uid":"7","token_type":"kept"}`,
    )
  })

  test.each(['1700000000', '1700000000.5', '"1700000000"', 'true', '1699999999999e-3'])(
    'in dialect 5.2 copies an iat of %s as Python writes it, in iat’s place',
    (iat) => {
      const refresh = Claims.fromPayload(`{"token_type":"refresh","user_id":7,"jti":"x","iat":${iat},"exp":1}`)
      const written = iat === '1699999999999e-3' ? '1699999999.999' : iat
      const minted = mintAccess(dialect52, refresh, later)
      expect(segmentText(minted.token, 1)).toBe(
        `{"token_type":"access","exp":${seconds + 360},"iat":${written},"jti":"${minted.jti}","user_id":7}`,
      )
      expect(minted.issuedAt).toBe(seconds + 60)
    },
  )

  test('in dialect 5.2 has the present time if the refresh token has no iat', () => {
    const minted = mintAccess(dialect52, Claims.fromPayload('{"token_type":"refresh","exp":1,"jti":"x"}'), later)
    expect(minted.claims.get('iat')).toBe(seconds + 60)
  })

  test('in dialect 5.5 has the present time always', () => {
    const refresh = mintRefresh(settings, { userId: 1, now })
    expect(mintAccess(settings, refresh.claims, later).claims.get('iat')).toBe(seconds + 60)
    expect(mintAccess(dialect52, refresh.claims, later).claims.get('iat')).toBe(seconds)
  })
})

test('a sliding token has the end of its refreshing before the user', () => {
  const minted = mintSliding({ ...settings, slidingRefreshLifetime: 7200 }, { userId: '42', claims: [['x', null]], now })
  expect(segmentText(minted.token, 1)).toBe(
    `{"token_type":"sliding","exp":${seconds + 300},"iat":${seconds},"jti":"${minted.jti}","refresh_exp":${seconds + 7200},"user_id":"42","x":null}`,
  )
})

describe('audience and issuer', () => {
  const addressed: TokenSettings = { ...settings, audience: ['api', 'web'], issuer: 'urn:me' }

  test('are set at the end of a new token, audience first', () => {
    const minted = mintRefresh(addressed, { userId: '42', now })
    expect(segmentText(minted.token, 1)).toMatch(/"user_id":"42","aud":\["api","web"\],"iss":"urn:me"\}$/)
    expect(minted.claims.has('aud')).toBe(false)
    expect(decodeToken(addressed, minted.token, now).get('iss')).toBe('urn:me')
  })

  test('replace copied ones in their place', () => {
    const token = encodeToken(addressed, Claims.fromPayload('{"iss":"other","a":1,"aud":"x","b":2}'))
    expect(segmentText(token, 1)).toBe('{"iss":"urn:me","a":1,"aud":["api","web"],"b":2}')
  })
})

test.each(Object.values(keys))('a token of $algorithm is read back', (own) => {
  const minted = mintRefresh({ ...settings, keys: own }, { userId: 42, now })
  expect(segmentText(minted.token, 0)).toBe(`{"alg":"${own.algorithm}","typ":"JWT"}`)
  expect(decodeToken({ ...settings, keys: own }, minted.token, now).toPayload()).toBe(minted.claims.toPayload())
})

test('keys that only verify cannot sign', () => {
  const verifying = loadKeys({ algorithm: 'RS256', verifyingKey: pem('rsa_public') })
  expect(() => mintRefresh({ ...settings, keys: verifying }, { userId: 42, now })).toThrow(KeyError)
})
