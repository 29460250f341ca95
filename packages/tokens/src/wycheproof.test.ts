import { createPublicKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Algorithm, isAlgorithm } from './algorithm.ts'
import { checkHeader } from './header.ts'
import { splitToken } from './segments.ts'
import { verifySignature } from './signature.ts'
import { TokenError } from './token-error.ts'

interface Vectors {
  readonly testGroups: readonly {
    readonly comment: string
    readonly public?: JsonWebKey & { alg?: string }
    readonly private: JsonWebKey & { alg?: string }
    readonly tests: readonly {
      readonly tcId: number
      readonly comment: string
      readonly jws: string
      readonly result: 'valid' | 'invalid'
    }[]
  }[]
}

/** Where the vectors are more lenient or stricter than PyJWT, which decides here. */
const OTHERWISE: ReadonlyMap<number, 'valid' | 'invalid'> = new Map([
  // The key is for PS256, the token says PS384.
  [346, 'invalid'],
  [350, 'invalid'],
  // Padding in the right amount.
  [367, 'valid'],
  [370, 'valid'],
  // A character outside the alphabet, to be skipped.
  [372, 'invalid'],
  [373, 'invalid'],
])

const url = new URL('../test/wycheproof/json-web-signature.json', import.meta.url)
const vectors: Vectors = JSON.parse(readFileSync(url, 'utf8'))

const groups = vectors.testGroups.flatMap(({ comment, tests, ...keys }) => {
  const jwk = keys.public ?? keys.private
  const algorithm = jwk.alg ?? ''
  // The others name no algorithm, or one that does not exist.
  const judged = tests.map((vector) => ({ ...vector, expected: OTHERWISE.get(vector.tcId) ?? vector.result }))
  return isAlgorithm(algorithm) ? [{ comment, algorithm, tests: judged, key: loadKey(jwk) }] : []
})

function loadKey(jwk: JsonWebKey): KeyObject {
  return jwk.kty === 'oct' ? createSecretKey(Buffer.from(jwk.k ?? '', 'base64url')) : createPublicKey({ key: jwk, format: 'jwk' })
}

function judge(algorithm: Algorithm, key: KeyObject, token: string): 'valid' | 'invalid' {
  try {
    const segments = splitToken(token)
    checkHeader(algorithm, segments.header)
    verifySignature({ algorithm, signingKey: null, verifyingKey: key }, token, segments)
    return 'valid'
  } catch (error) {
    if (error instanceof TokenError && error.reason === 'invalid') return 'invalid'
    throw error
  }
}

test('395 signatures are judged', () => {
  expect(groups.reduce((count, group) => count + group.tests.length, 0)).toBe(395)
})

describe.each(groups)('$algorithm signatures of $comment', ({ algorithm, key, tests }) => {
  test.each(tests)('$tcId $comment: $expected', ({ jws, expected }) => {
    expect(judge(algorithm, key, jws)).toBe(expected)
  })
})
