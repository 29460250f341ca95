import { constants, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { base64url, goodPayload, keys, now, pem, seconds, settings, signAnything, signSegments, usualHeader } from '../test/settings.ts'
import { decodeToken, decodeUnverified, loadKeys, TokenError, type TokenSettings } from './index.ts'

function verdict(token: string, changes: Partial<TokenSettings> = {}): string {
  try {
    decodeToken({ ...settings, ...changes }, token, now)
    return 'accepted'
  } catch (error) {
    return error instanceof TokenError ? error.reason : `crashed: ${error}`
  }
}

const withClaim = (claim: string) => signAnything(goodPayload.replace('{', `{${claim},`))
const timed = (claims: string) => signAnything(`{"jti":"x",${claims}}`)

describe('what jsonwebtoken lets through or stumbles over is refused', () => {
  test.each([
    ['null', 'null'],
    ['text that is no JSON', 'nope'],
    ['text that is no JSON, after a mark', '\ufeffnope'],
    ['an array', '[1]'],
    ['a string', '"s"'],
    ['a number', '5'],
    ['nothing', ''],
    ['an object and more', '{}x'],
    ['too deep an array', '['.repeat(20_000)],
  ])('claims that are %s', (_name, payload) => {
    expect(verdict(signAnything(payload))).toBe('invalid')
    expect(verdict(signAnything(payload, '{"alg":"HS256"}'))).toBe('invalid')
  })

  test('claims in invalid UTF-8', () => {
    const bytes = Buffer.from(goodPayload)
    bytes[5] = 0xff
    expect(verdict(signAnything(bytes))).toBe('invalid')
  })

  test.each(['1e400', 'Infinity', 'NaN', 'null', '"tomorrow"', '[4102444800]', '{}', '""'])('an exp of %s', (value) => {
    expect(verdict(timed(`"exp":${value}`))).toBe('invalid')
  })

  test.each([
    ['an unknown critical extension', '{"alg":"HS256","crit":["x"],"x":1}'],
    ['an empty list of them', '{"alg":"HS256","crit":[],"b64":true}'],
    ['no list of them', '{"alg":"HS256","crit":"b64","b64":true}'],
    ['one that is missing', '{"alg":"HS256","crit":["b64"]}'],
    ['an unencoded payload', '{"alg":"HS256","b64":false,"crit":["b64"]}'],
    ['an undeclared unencoded payload', '{"alg":"HS256","b64":false}'],
    ['a kid that is no string', '{"alg":"HS256","kid":{"toString":1}}'],
  ])('a header with %s', (_name, header) => {
    expect(verdict(signAnything(goodPayload, header))).toBe('invalid')
  })

  test.each(['iat', 'nbf'])('an %s in the future', (name) => {
    expect(verdict(timed(`"${name}":${seconds + 2}`))).toBe('invalid')
    expect(verdict(timed(`"${name}":${seconds}`))).toBe('accepted')
  })
})

describe('what Python reads and jsonwebtoken does not is accepted', () => {
  const utf16 = Buffer.from(`\ufeff${goodPayload}`, 'utf16le')
  test.each([
    ['a payload in UTF-16', signAnything(utf16)],
    ['a payload with a byte order mark', signAnything(`\ufeff${goodPayload}`)],
    ['a payload with NaN', withClaim('"x":NaN')],
    ['a header in UTF-16', signAnything(goodPayload, Buffer.from(`\ufeff${usualHeader}`, 'utf16le'))],
    ['a header with a byte order mark', signAnything(goodPayload, `\ufeff${usualHeader}`)],
    ['a header with NaN', signAnything(goodPayload, '{"alg":"HS256","x":NaN}')],
    ['a header that repeats alg', signAnything(goodPayload, '{"alg":"none","alg":"HS256"}')],
    [
      'a header with a key of its own',
      signAnything(goodPayload, '{"alg":"HS256","jku":"http://localhost:1/","jwk":{"kty":"oct","k":"AA"}}'),
    ],
  ])('%s', (_name, token) => {
    expect(verdict(token)).toBe('accepted')
  })

  test.each([
    ['a payload in UTF-16', signAnything(utf16)],
    ['a header with a byte order mark', signAnything(goodPayload, `\ufeff${usualHeader}`)],
  ])('%s, but not under another signature', (_name, token) => {
    const dot = token.lastIndexOf('.')
    const flipped = token.charAt(dot + 1) === 'A' ? 'B' : 'A'
    expect(verdict(token.slice(0, dot + 1) + flipped + token.slice(dot + 2))).toBe('invalid')
    expect(verdict(token.slice(0, dot + 1))).toBe('invalid')
    expect(verdict(token.slice(0, dot + 1) + base64url(Buffer.alloc(64)))).toBe('invalid')
  })
})

describe('the form of a token', () => {
  const usual = signAnything(goodPayload)
  const [header = '', payload = '', signature = ''] = usual.split('.')

  test('is three segments of base64url', () => {
    expect(verdict(usual)).toBe('accepted')
    for (const token of ['', '.', '..', 'a', header, `${header}.${payload}`, `${usual}.`, `${usual}.${signature}`, `.${usual}`]) {
      expect(verdict(token)).toBe('invalid')
    }
  })

  test.each([' ', '\n', '\t', '+', '/', '%', 'é', '\u0000', '='])('has no %j before, within or after', (character) => {
    expect(verdict(character + usual)).toBe('invalid')
    expect(verdict(`${header}.${payload.slice(0, 9)}${character}${payload.slice(9)}.${signature}`)).toBe('invalid')
    if (character !== '=') expect(verdict(usual + character)).toBe('invalid')
  })

  test('may have its padding, in the right amount, signed as it is sent', () => {
    const padded = (text: string) => text.padEnd(Math.ceil(text.length / 4) * 4, '=')
    expect(signature).toHaveLength(43)
    expect(verdict(`${header}.${payload}.${padded(signature)}`)).toBe('accepted')
    expect(verdict(`${header}.${payload}.${signature}==`)).toBe('invalid')
    expect(padded(payload)).not.toBe(payload)
    expect(verdict(signSegments(`${header}.${padded(payload)}`))).toBe('accepted')
    expect(verdict(signSegments(`${header}.${payload}===`))).toBe('invalid')
    expect(verdict(`${header}.${padded(payload)}.${signature}`)).toBe('invalid')
  })

  test('leaves no loose bits at the end of a segment', () => {
    const next = (character: string) => String.fromCharCode(character.charCodeAt(0) + 1)
    expect(signature).toMatch(/[A-Ya-y0-8]$/)
    expect(verdict(`${header}.${payload}.${signature.slice(0, -1)}${next(signature.slice(-1))}`)).toBe('invalid')
    const loose = `${base64url('{"alg":"HS256"}x').slice(0, -1)}h`
    expect(verdict(signSegments(`${loose}.${payload}`))).toBe('invalid')
  })

  test('leaves no character over after the last whole byte', () => {
    const full = base64url('{"jti":"abcd"} ')
    expect(full.length % 4).toBe(0)
    expect(verdict(signSegments(`${header}.${full}`))).toBe('accepted')
    expect(verdict(signSegments(`${header}.${full}A`))).toBe('invalid')
  })

  test('is refused unread beyond 65,536 characters', () => {
    const filled = (length: number) => signAnything(`{"x":"${'y'.repeat(length)}"}`)
    expect(verdict(filled(49_000))).toBe('accepted')
    expect(filled(49_100).length).toBeGreaterThan(65_536)
    expect(verdict(filled(49_100))).toBe('invalid')
    expect(verdict('.'.repeat(3_000_000))).toBe('invalid')
  })
})

describe('the algorithm is the configured one', () => {
  test.each(['none', 'NONE', 'None', 'hs256', 'HS384', 'HS512', 'RS256', ''])('a header that says %j is refused', (algorithm) => {
    const header = JSON.stringify({ alg: algorithm, typ: 'JWT' })
    expect(verdict(signAnything(goodPayload, header))).toBe('invalid')
    expect(verdict(`${base64url(header)}.${base64url(goodPayload)}.`)).toBe('invalid')
  })

  test.each([
    '{}',
    '{"alg":null}',
    '{"alg":["HS256"]}',
    '{"alg":{"toString":"HS256"}}',
    '{"__proto__":{"alg":"HS256"}}',
    '["HS256"]',
    'nope',
    '',
  ])('a header of %s is refused', (header) => {
    expect(verdict(signAnything(goodPayload, header))).toBe('invalid')
  })

  test('a public key does not serve as a secret', () => {
    const own = { keys: keys.rs }
    const token = signAnything(goodPayload)
    expect(verdict(token, own)).toBe('invalid')
    const asRsa = signAnything(goodPayload, '{"alg":"RS256","typ":"JWT"}')
    expect(verdict(asRsa, own)).toBe('invalid')
  })
})

describe.each([
  { algorithm: 'RS256', own: keys.rs },
  { algorithm: 'PS256', own: keys.ps },
  { algorithm: 'ES256', own: keys.es },
])('a token of $algorithm', ({ algorithm, own }) => {
  const key = pem(algorithm === 'ES256' ? 'ec_private' : 'rsa_private')
  const make = (header: string, payload: string) => {
    const segments = `${base64url(header)}.${base64url(payload)}`
    const padding = algorithm === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {}
    return `${segments}.${sign('sha256', Buffer.from(segments), { key, dsaEncoding: 'ieee-p1363', ...padding }).toString('base64url')}`
  }
  const forms: [string, string][] = [
    ['the usual form', make(`{"alg":"${algorithm}","typ":"JWT"}`, goodPayload)],
    ['another header', make(`{"typ":"JWT","alg":"${algorithm}"}`, goodPayload)],
    ['a payload with a byte order mark', make(`{"alg":"${algorithm}","typ":"JWT"}`, `\ufeff${goodPayload}`)],
  ]

  test.each(forms)('is accepted in %s', (_form, token) => {
    expect(verdict(token, { keys: own })).toBe('accepted')
  })

  test.each(forms)('is refused with a forged signature in %s', (_form, token) => {
    const segments = token.slice(0, token.lastIndexOf('.') + 1)
    const size = algorithm === 'ES256' ? 64 : 256
    for (const forged of [Buffer.alloc(size), Buffer.alloc(size, 0xff), Buffer.alloc(size - 1), Buffer.alloc(0)]) {
      expect(verdict(segments + base64url(forged), { keys: own })).toBe('invalid')
    }
  })

  test('is refused with a signature in the other padding or encoding', () => {
    const segments = `${base64url(`{"alg":"${algorithm}"}`)}.${base64url(goodPayload)}`
    const padding = algorithm === 'RS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING
    const signature = sign('sha256', Buffer.from(segments), algorithm === 'ES256' ? { key, dsaEncoding: 'der' } : { key, padding })
    expect(verdict(`${segments}.${base64url(signature)}`, { keys: own })).toBe('invalid')
  })
})

describe('times', () => {
  test('exp is expired from its very second on', () => {
    expect(verdict(timed(`"exp":${seconds + 1}`))).toBe('accepted')
    expect(verdict(timed(`"exp":${seconds}`))).toBe('expired')
    expect(verdict(timed('"exp":true'))).toBe('expired')
    expect(verdict(timed('"exp":-1'))).toBe('expired')
    expect(verdict(timed(`"exp":${seconds}.99`))).toBe('expired')
  })

  test('leeway is given at both ends', () => {
    const own = { leeway: 10 }
    expect(verdict(timed(`"exp":${seconds - 9}`), own)).toBe('accepted')
    expect(verdict(timed(`"exp":${seconds - 10}`), own)).toBe('expired')
    expect(verdict(timed(`"iat":${seconds + 10},"nbf":${seconds + 10}`), own)).toBe('accepted')
    expect(verdict(timed(`"nbf":${seconds + 11}`), own)).toBe('invalid')
  })

  test('a time is read as Python’s int reads it', () => {
    expect(verdict(timed(`"exp":" +${seconds + 5} ","iat":"1_700_000_000","nbf":1.9`))).toBe('accepted')
    expect(verdict(timed('"exp":123456789012345678901234567890'))).toBe('accepted')
    expect(verdict(timed('"iat":null'))).toBe('invalid')
    expect(verdict(timed('"nbf":"then"'))).toBe('invalid')
  })

  test('a token that is expired and wrong besides is expired only if that is noticed first', () => {
    expect(verdict(timed('"exp":1,"sub":7'))).toBe('expired')
    expect(verdict(timed('"exp":1,"nbf":null'))).toBe('invalid')
    expect(verdict(timed('"exp":1'), { issuer: 'me' })).toBe('expired')
  })
})

describe('names', () => {
  test.each(['sub', 'jti'])('%s is text if it is there', (name) => {
    expect(verdict(signAnything(`{"${name}":"x"}`))).toBe('accepted')
    for (const value of ['7', 'null', '["x"]', '{}']) expect(verdict(signAnything(`{"${name}":${value}}`))).toBe('invalid')
  })

  test('the issuer is exactly the configured one', () => {
    const own = { issuer: 'acb' }
    expect(verdict(withClaim('"iss":"acb"'), own)).toBe('accepted')
    for (const value of ['"ac"', '"ACB"', '["acb"]', '["acb","evil"]', 'null', '5']) {
      expect(verdict(withClaim(`"iss":${value}`), own)).toBe('invalid')
    }
    expect(verdict(withClaim('"x":1'), own)).toBe('invalid')
    expect(verdict(withClaim('"iss":["anyone"]'))).toBe('accepted')
  })

  test('the audience is or has a configured one', () => {
    const own = { audience: ['api', 'web'] }
    for (const value of ['"api"', '"web"', '["other","web"]']) expect(verdict(withClaim(`"aud":${value}`), own)).toBe('accepted')
    for (const value of ['"ap"', '"other"', '[]', '["api",7]', '""', 'null', '{"api":1}']) {
      expect(verdict(withClaim(`"aud":${value}`), own)).toBe('invalid')
    }
    expect(verdict(withClaim('"x":1'), own)).toBe('invalid')
    expect(verdict(withClaim('"aud":"api"'), { audience: 'api' })).toBe('accepted')
    expect(verdict(withClaim('"aud":7'))).toBe('accepted')
  })
})

describe('an unverified look', () => {
  test('reads the claims of a token that would be refused', () => {
    const claims = decodeUnverified(`e30.${base64url('{"exp":1}')}.AAAA`)
    expect(claims?.toPayload()).toBe('{"exp":1}')
  })

  test.each(['', 'a.b', 'e30.W10.AAAA', 'e30.!.AAAA'])('finds nothing in %j', (token) => {
    expect(decodeUnverified(token)).toBeNull()
  })
})

test('keys of the recorded pair verify without the private one', () => {
  const verifying = loadKeys({ algorithm: 'RS256', verifyingKey: pem('rsa_public') })
  const segments = `${base64url('{"alg":"RS256","typ":"JWT"}')}.${base64url(goodPayload)}`
  const signature = sign('sha256', Buffer.from(segments), pem('rsa_private')).toString('base64url')
  expect(verdict(`${segments}.${signature}`, { keys: verifying })).toBe('accepted')
})
