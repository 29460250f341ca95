import { constants, createHmac, sign, timingSafeEqual, verify } from 'node:crypto'

interface Signing {
  /** `HS`, `RS`, `PS` or `ES` with 256, 384 or 512, as RFC 7518 names them. */
  readonly alg: string
  /** The shared secret, or a key in PEM. */
  readonly key: string
  readonly input: string
}

function keyOptions(family: string, key: string) {
  if (family === 'ES') return { key, dsaEncoding: 'ieee-p1363' } as const
  if (family === 'PS') return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  return { key }
}

function split(alg: string): { family: string; digest: string } {
  const [, family, bits] = /^(HS|RS|PS|ES)(256|384|512)$/.exec(alg) ?? []
  if (family === undefined || bits === undefined) throw new TypeError(`cannot sign with ${alg}`)
  return { family, digest: `sha${bits}` }
}

/** The signature bytes of a JWS (RFC 7515) over `input`. Throws a `TypeError` for an algorithm that is none. */
export function signatureOf({ alg, key, input }: Signing): Buffer {
  const { family, digest } = split(alg)
  if (family === 'HS') return createHmac(digest, key).update(input).digest()
  return sign(digest, Buffer.from(input), keyOptions(family, key))
}

/** Whether `signature` is right for `input`; asymmetric algorithms take the public key. */
export function isSigned({ alg, key, input, signature }: Signing & { readonly signature: Buffer }): boolean {
  const { family, digest } = split(alg)
  if (family !== 'HS') return verify(digest, Buffer.from(input), keyOptions(family, key), signature)
  const wanted = createHmac(digest, key).update(input).digest()
  return wanted.length === signature.length && timingSafeEqual(wanted, signature)
}
