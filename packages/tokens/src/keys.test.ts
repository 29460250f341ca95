import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pem, secrets } from '../test/settings.ts'
import { KeyError, loadKeys } from './index.ts'

const spki = { type: 'spki', format: 'pem' } as const
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const

function rsaKey(modulusLength: number): string {
  return generateKeyPairSync('rsa', { modulusLength, publicKeyEncoding: spki, privateKeyEncoding: pkcs8 }).privateKey
}

function curveKey(namedCurve: string): string {
  return generateKeyPairSync('ec', { namedCurve, publicKeyEncoding: spki, privateKeyEncoding: pkcs8 }).privateKey
}

describe('a secret', () => {
  test.each(['HS256', 'HS384', 'HS512'])('is its text in UTF-8 (%s)', (algorithm) => {
    const keys = loadKeys({ algorithm, signingKey: 'ключ'.repeat(8) })
    expect(keys.signingKey?.export()).toStrictEqual(Buffer.from('ключ'.repeat(8), 'utf8'))
    expect(keys.verifyingKey).toBe(keys.signingKey)
  })

  test('may have 32 bytes, not 31', () => {
    expect(loadKeys({ algorithm: 'HS256', signingKey: 'x'.repeat(32) }).algorithm).toBe('HS256')
    expect(() => loadKeys({ algorithm: 'HS256', signingKey: 'x'.repeat(31) })).toThrow(
      new KeyError('The signing key has 31 bytes; HS256 needs at least 32.'),
    )
  })

  test('may not be missing, and the verifying key does not stand in for it', () => {
    expect(() => loadKeys({ algorithm: 'HS256', verifyingKey: secrets.hs })).toThrow(KeyError)
  })

  test('may not be a PEM text', () => {
    expect(() => loadKeys({ algorithm: 'HS256', signingKey: pem('rsa_public') })).toThrow(/takes a secret/)
  })
})

describe('an algorithm', () => {
  test.each(['EdDSA', 'none', 'hs256', 'ES256K', '', 'toString', '__proto__'])('that is not supported is refused: %j', (algorithm) => {
    expect(() => loadKeys({ algorithm, signingKey: secrets.hs })).toThrow(
      /^The algorithm is not supported; it can be one of HS256, HS384, HS512, RS256, .*, ES512\.$/,
    )
  })
})

describe('a key pair', () => {
  test('is complete with its private key', () => {
    const keys = loadKeys({ algorithm: 'RS256', signingKey: pem('rsa_private') })
    expect(keys.verifyingKey.export(spki)).toBe(pem('rsa_public'))
    expect(keys.signingKey?.type).toBe('private')
  })

  test('can be only the public key', () => {
    const keys = loadKeys({ algorithm: 'ES256', signingKey: '', verifyingKey: pem('ec_public') })
    expect(keys.signingKey).toBeNull()
    expect(keys.verifyingKey.type).toBe('public')
  })

  test('cannot be nothing', () => {
    expect(() => loadKeys({ algorithm: 'PS256' })).toThrow('PS256 needs a signing key or a verifying key.')
  })

  test('must belong together', () => {
    expect(() => loadKeys({ algorithm: 'RS256', signingKey: pem('rsa_other_private'), verifyingKey: pem('rsa_public') })).toThrow(
      'The verifying key does not belong to the signing key.',
    )
  })

  test.each([
    ['ES256', 'prime256v1'],
    ['ES384', 'secp384r1'],
    ['ES512', 'secp521r1'],
  ])('of %s is on its own curve', (algorithm, curve) => {
    expect(loadKeys({ algorithm, signingKey: curveKey(curve) }).algorithm).toBe(algorithm)
    const other = curve === 'secp384r1' ? 'prime256v1' : 'secp384r1'
    expect(() => loadKeys({ algorithm, signingKey: curveKey(other) })).toThrow(
      `${algorithm} needs a key on the curve ${curve}, but this one is on ${other}.`,
    )
  })

  test('must be of the type that the algorithm takes', () => {
    expect(() => loadKeys({ algorithm: 'RS256', signingKey: pem('ec_private') })).toThrow(
      'RS256 needs a key of type rsa, but this one is of type ec.',
    )
    expect(() => loadKeys({ algorithm: 'ES256', verifyingKey: pem('rsa_public') })).toThrow(
      'ES256 needs a key of type ec, but this one is of type rsa.',
    )
  })

  test('of RSA has at least 2048 bits', () => {
    expect(() => loadKeys({ algorithm: 'RS256', signingKey: rsaKey(1024) })).toThrow(
      'RS256 needs a key of at least 2048 bits, but this one has 1024.',
    )
  })

  test.each(['no key at all', secrets.hs, '-----BEGIN PRIVATE KEY-----\nTUlJ\n-----END PRIVATE KEY-----'])(
    'that does not parse is refused without being quoted',
    (text) => {
      const refusal = new KeyError('The signing key is not a private key in PEM form.')
      expect(() => loadKeys({ algorithm: 'RS256', signingKey: text })).toThrow(refusal)
    },
  )

  test('needs a private key to sign', () => {
    expect(() => loadKeys({ algorithm: 'RS256', signingKey: pem('rsa_public') })).toThrow(
      'The signing key is not a private key in PEM form.',
    )
  })
})
