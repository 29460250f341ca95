import { readFileSync } from 'node:fs'
import { dataPath } from '@latchkey/conformance'
import { describe, expect, test } from 'vitest'
import { PASSWORD_ALGORITHMS } from './hashers.ts'
import { createPasswords } from './passwords.ts'

interface Vector {
  algorithm: string
  name: string
  password: string
  wrong: string
  /** Missing where Django's hasher raises. */
  encoded?: string
}

const { vectors, fixed_salt: fixed }: { vectors: Vector[]; fixed_salt: Vector[] } = JSON.parse(
  readFileSync(dataPath('vectors/password_hashes.json'), 'utf8'),
)
/** Whose wrong password is tried too: a hash costs the same whatever it says of a password, and the strong ones cost much. */
const REFUSED = ['ascii', 'empty', 'emoji', 'long_72', 'long_1000']
/** Refusals do not wait here for as long as the slowest hash takes: even-time.test.ts holds that. */
const passwords = createPasswords({ sleep: async () => {} })

describe("hashes of Django's own hashers", () => {
  test.each(PASSWORD_ALGORITHMS)('%s opens with its password and with no other', async (algorithm) => {
    const own = vectors.filter((vector) => vector.algorithm === algorithm && vector.encoded !== undefined)
    expect(own.length).toBeGreaterThan(10)
    for (const { name, password, encoded = '' } of own)
      expect([name, (await passwords.check(password, encoded)).matches]).toEqual([name, true])
    for (const { name, password, wrong, encoded = '' } of own.filter(({ name }) => REFUSED.includes(name))) {
      // Plain bcrypt cuts at 72 bytes, in Django too: what differs only beyond opens as well.
      const isCut = algorithm === 'bcrypt' && Buffer.byteLength(password) >= 72
      expect([name, (await passwords.check(wrong, encoded)).matches]).toEqual([name, isCut])
    }
  })
})

test('hashes with a fixed salt and other costs open too', async () => {
  expect(fixed.length).toBeGreaterThan(20)
  for (const { encoded = '', password } of fixed) expect((await passwords.check(password, encoded)).matches, encoded).toBe(true)
})

describe('a new hash', () => {
  test("is argon2id in Django's form, at OWASP's cost, and not outdated", async () => {
    const encoded = await passwords.hash('päss wörd')
    expect(encoded).toMatch(/^argon2\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(await passwords.check('päss wörd', encoded)).toEqual({ matches: true, isOutdated: false })
  })

  test('of the same password is another one', async () => {
    expect(await passwords.hash('x')).not.toBe(await passwords.hash('x'))
  })
})

test('a hash of another algorithm that matches should be written anew', async () => {
  const old = vectors.find(({ algorithm }) => algorithm === 'pbkdf2_sha256')
  expect(await passwords.check(old?.password ?? '', old?.encoded ?? null)).toEqual({ matches: true, isOutdated: true })
})

describe('what can never match', () => {
  test.each([
    ['an unknown user', null],
    ['an unusable password', '!nAFz27jivcFrVeRrZiQZj0gNCGmpGa7hBB8mpm68'],
    ['an empty hash', ''],
    ['a foreign format', 'sha1$salt$0000000000000000000000000000000000000000'],
    ['a broken argon2 hash', 'argon2$argon2id$v=19$m=1'],
    ['a broken pbkdf2 hash', 'pbkdf2_sha256$many$salt$key'],
    ['a pbkdf2 hash with too few parts', 'pbkdf2_sha256$1000$salt'],
    ['a broken bcrypt hash', 'bcrypt$$2b$12$tooshort'],
    ['a broken scrypt hash', 'scrypt$16384$salt$8$5$'],
    ['a scrypt hash that asks for all the memory', `scrypt$1073741824$salt$8$5$${'A'.repeat(86)}==`],
    ['a broken md5 hash', 'md5$salt$xyz'],
  ])('%s', async (_what, encoded) => {
    expect(await passwords.check('', encoded)).toEqual({ matches: false, isOutdated: false })
    expect(await passwords.check('!', encoded)).toEqual({ matches: false, isOutdated: false })
  })
})
