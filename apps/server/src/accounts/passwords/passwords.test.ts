import { readFileSync } from 'node:fs'
import { dataPath } from '@latchkey/conformance'
import { describe, expect, test } from 'vitest'
import { createPasswords, PASSWORD_ALGORITHMS } from './passwords.ts'

interface Vector {
  algorithm: string
  name: string
  password: string
  encoded: string
  wrong: string
}

const { vectors }: { vectors: Vector[] } = JSON.parse(readFileSync(dataPath('vectors/password_hashes.json'), 'utf8'))
const readable = vectors.filter(({ algorithm }) => PASSWORD_ALGORITHMS.includes(algorithm))
const passwords = createPasswords()

describe("hashes of Django's own hashers", () => {
  test.each(PASSWORD_ALGORITHMS)('%s opens with its password and with no other', async (algorithm) => {
    const own = readable.filter((vector) => vector.algorithm === algorithm)
    expect(own.length).toBeGreaterThan(10)
    const verdicts = await Promise.all(
      own.flatMap(({ password, wrong, encoded }) => [passwords.check(password, encoded), passwords.check(wrong, encoded)]),
    )
    expect(verdicts.map(({ matches }) => matches)).toEqual(own.flatMap(() => [true, false]))
  })
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
  const old = readable.find(({ algorithm }) => algorithm === 'pbkdf2_sha256')
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
  ])('%s', async (_what, encoded) => {
    expect(await passwords.check('', encoded)).toEqual({ matches: false, isOutdated: false })
    expect(await passwords.check('!', encoded)).toEqual({ matches: false, isOutdated: false })
  })
})
