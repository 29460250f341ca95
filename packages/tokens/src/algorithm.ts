import type { SignOptions, VerifyOptions } from 'jsonwebtoken'

type Family = 'HS' | 'RS' | 'PS' | 'ES'

/** What signing and verifying with one algorithm needs, made once. */
export interface Suite {
  readonly family: Family
  /** The name that node:crypto has for the hash. */
  readonly hash: 'sha256' | 'sha384' | 'sha512'
  /** The curve of the key, for ES* alone. */
  readonly curve: string | null
  /** The first segment of every token that Django or this package signs with it. */
  readonly headerSegment: string
  readonly signOptions: SignOptions
  readonly verifyOptions: VerifyOptions
}

const SUITES = {
  HS256: suite('HS', 256),
  HS384: suite('HS', 384),
  HS512: suite('HS', 512),
  RS256: suite('RS', 256),
  RS384: suite('RS', 384),
  RS512: suite('RS', 512),
  PS256: suite('PS', 256),
  PS384: suite('PS', 384),
  PS512: suite('PS', 512),
  ES256: suite('ES', 256, 'prime256v1'),
  ES384: suite('ES', 384, 'secp384r1'),
  ES512: suite('ES', 512, 'secp521r1'),
} as const satisfies Record<string, Suite>

/** The `ALGORITHM` setting: every one of SimpleJWT's but EdDSA, which jsonwebtoken does not know. */
export type Algorithm = keyof typeof SUITES

export const SUPPORTED_ALGORITHMS: readonly string[] = Object.keys(SUITES)

/** Case-sensitive, as in a token's header. */
export function isAlgorithm(name: string): name is Algorithm {
  return Object.hasOwn(SUITES, name)
}

export function suiteOf(algorithm: Algorithm): Suite {
  return SUITES[algorithm]
}

function suite(family: Family, bits: 256 | 384 | 512, curve: string | null = null): Suite {
  const algorithm = `${family}${bits}` as const
  const header = { alg: algorithm, typ: 'JWT' }
  return {
    family,
    hash: `sha${bits}`,
    curve,
    headerSegment: Buffer.from(JSON.stringify(header)).toString('base64url'),
    signOptions: { algorithm, header },
    // Times are read by Python's rules, which jsonwebtoken does not have.
    verifyOptions: { algorithms: [algorithm], ignoreExpiration: true, ignoreNotBefore: true },
  }
}
