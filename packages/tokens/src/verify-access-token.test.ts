import { describe, expect, test } from 'vitest'
import { goodPayload, keys, now, pem, seconds, settings, signAnything } from '../test/settings.ts'
import { loadKeys, mintAccess, mintRefresh, type TokenError, verifyAccessToken } from './index.ts'

const own = { keys: keys.hs }
const withUser = (value: string) => signAnything(goodPayload.replace('"user_id":"42"', value))

function refusal(reason: TokenError['reason']) {
  return expect.objectContaining({ name: 'TokenError', reason })
}

describe('a resource server', () => {
  test('learns user, end and claims from a token alone', () => {
    const verified = verifyAccessToken(own, signAnything(goodPayload.replace('}', ',"role":"admin"}')), now)
    expect(verified.userId).toBe('42')
    expect(verified.expiresAt).toStrictEqual(new Date((seconds + 300) * 1000))
    expect(verified.claims.get('role')).toBe('admin')
  })

  test('needs the public key only', () => {
    const refresh = mintRefresh({ ...settings, keys: keys.es }, { userId: 42, now })
    const { token } = mintAccess({ ...settings, keys: keys.es }, refresh.claims, now)
    const verifying = loadKeys({ algorithm: 'ES256', verifyingKey: pem('ec_public') })
    expect(verifyAccessToken({ keys: verifying }, token, now).userId).toBe('42')
  })

  test('takes the present time if none is given', () => {
    expect(() => verifyAccessToken(own, signAnything(goodPayload))).toThrow(refusal('expired'))
  })

  test('refuses other kinds of token and what is missing', () => {
    const refresh = mintRefresh(settings, { userId: 42, now })
    expect(() => verifyAccessToken(own, refresh.token, now)).toThrow(refusal('wrong_type'))
    expect(() => verifyAccessToken(own, signAnything('{"token_type":"access","jti":"x","user_id":1}'), now)).toThrow(refusal('no_exp'))
    expect(() => verifyAccessToken(own, 'nonsense', now)).toThrow(refusal('invalid'))
  })

  test('reads an id in any of its spellings', () => {
    expect(verifyAccessToken(own, withUser('"user_id":42'), now).userId).toBe('42')
    expect(verifyAccessToken(own, withUser('"user_id":42.0'), now).userId).toBe('42')
    expect(verifyAccessToken(own, withUser('"user_id":"ada"'), now).userId).toBe('ada')
  })

  test.each(['"user_id":null', '"user_id":""', '"user_id":true', '"user_id":[42]', '"user_id":NaN', '"other":1'])(
    'refuses a token with %s',
    (claim) => {
      expect(() => verifyAccessToken(own, withUser(claim), now)).toThrow(refusal('invalid'))
    },
  )

  test('follows the settings that it is given', () => {
    const strict = { ...own, issuer: 'urn:me', audience: 'api', userIdClaim: 'uid' }
    const token = signAnything(goodPayload.replace('"user_id":"42"', '"uid":7,"iss":"urn:me","aud":"api"'))
    expect(verifyAccessToken(strict, token, now).userId).toBe('7')
    expect(() => verifyAccessToken(strict, signAnything(goodPayload), now)).toThrow(refusal('invalid'))
    const late = new Date(now.getTime() + 305_000)
    expect(verifyAccessToken({ ...own, leeway: 10 }, signAnything(goodPayload), late).userId).toBe('42')
  })
})
