import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyedHash } from './keyed-hash.ts'

const HASHES = ['sha256', 'sha384', 'sha512'] as const

// Around the blocks of 64 and 128 bytes, beyond which a key is hashed first.
const KEY_LENGTHS = [1, 32, 63, 64, 65, 127, 128, 129, 1_000]
// Around the room that is kept, before and after it was outgrown.
const TEXT_LENGTHS = [0, 1, 300, 4_095, 4_096, 4_097, 70_000, 300]

test.each(HASHES)('%s with a key is the HMAC of OpenSSL, whatever the lengths', (name) => {
  for (const keyLength of KEY_LENGTHS) {
    const secret = createSecretKey(randomBytes(keyLength))
    for (const textLength of TEXT_LENGTHS) {
      const bytes = randomBytes(textLength)
      const text = bytes.toString('latin1')
      const expected = createHmac(name, secret).update(bytes).digest()
      expect(keyedHash(name, secret).digest(text)).toStrictEqual(expected)
      expect(keyedHash(name, secret).base64url(text)).toBe(expected.toString('base64url'))
    }
  }
})

test('two digests do not share their bytes, nor one secret its hash under another name', () => {
  const secret = createSecretKey(randomBytes(32))
  const first = keyedHash('sha256', secret).digest('one')
  const copy = Buffer.from(first)
  keyedHash('sha256', secret).digest('two')
  expect(first).toStrictEqual(copy)
  for (const name of HASHES) {
    expect(keyedHash(name, secret).digest('one')).toStrictEqual(createHmac(name, secret).update('one').digest())
  }
})

test('RFC 4231, test case 2', () => {
  const digest = keyedHash('sha256', createSecretKey(Buffer.from('Jefe'))).digest('what do ya want for nothing?')
  expect(digest.toString('hex')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
})
