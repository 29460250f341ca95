import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import { type Algorithm, isAlgorithm, SUPPORTED_ALGORITHMS, type Suite, suiteOf } from './algorithm.ts'
import { jsonwebtoken } from './jsonwebtoken.ts'

const MIN_SECRET_BYTES = 32
const MIN_RSA_BITS = 2048

/** The keys of one service. `signingKey` is null where tokens are verified only. For HS* both are the secret. */
export interface TokenKeys {
  readonly algorithm: Algorithm
  readonly signingKey: KeyObject | null
  readonly verifyingKey: KeyObject
}

/** A key that cannot be used. The message says why in a sentence and never holds the key. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
}

/**
 * Reads SimpleJWT's `ALGORITHM`, `SIGNING_KEY` and `VERIFYING_KEY`. For HS* the signing key is the secret itself, in
 * UTF-8; else both are PEM texts, of which either may be left out: the public key is derived from the private one, and a
 * service that only verifies has no private one. Throws `KeyError`.
 */
export function loadKeys(input: { algorithm: string; signingKey?: string; verifyingKey?: string }): TokenKeys {
  const { algorithm } = input
  if (!isAlgorithm(algorithm)) {
    throw new KeyError(`The algorithm is not supported; it can be one of ${SUPPORTED_ALGORITHMS.join(', ')}.`)
  }
  const suite = suiteOf(algorithm)
  if (suite.family === 'HS') {
    const secret = loadSecret(algorithm, input.signingKey ?? '')
    return { algorithm, signingKey: secret, verifyingKey: secret }
  }
  // Now, and not while the first request waits.
  jsonwebtoken()
  const signingKey = input.signingKey ? loadPem(input.signingKey, createPrivateKey, 'signing key is not a private key') : null
  const verifyingKey = input.verifyingKey ? loadPem(input.verifyingKey, createPublicKey, 'verifying key is not a public key') : null
  for (const key of [signingKey, verifyingKey]) if (key !== null) checkFit(algorithm, suite, key)
  if (signingKey === null) {
    if (verifyingKey === null) throw new KeyError(`${algorithm} needs a signing key or a verifying key.`)
    return { algorithm, signingKey, verifyingKey }
  }
  const derived = createPublicKey(signingKey)
  if (verifyingKey !== null && !derived.equals(verifyingKey)) throw new KeyError('The verifying key does not belong to the signing key.')
  return { algorithm, signingKey, verifyingKey: derived }
}

function loadSecret(algorithm: Algorithm, text: string): KeyObject {
  // A public key as the secret would let everyone sign.
  if (text.includes('-----BEGIN ')) throw new KeyError(`The signing key is a PEM text, but ${algorithm} takes a secret.`)
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length < MIN_SECRET_BYTES) {
    throw new KeyError(`The signing key has ${bytes.length} bytes; ${algorithm} needs at least ${MIN_SECRET_BYTES}.`)
  }
  return createSecretKey(bytes)
}

function loadPem(text: string, create: (pem: string) => KeyObject, problem: string): KeyObject {
  try {
    return create(text)
  } catch {
    // The cause stays behind: what OpenSSL says may quote the text.
    throw new KeyError(`The ${problem} in PEM form.`)
  }
}

function checkFit(algorithm: Algorithm, suite: Suite, key: KeyObject): void {
  const type = suite.family === 'ES' ? 'ec' : 'rsa'
  if (key.asymmetricKeyType !== type) {
    throw new KeyError(`${algorithm} needs a key of type ${type}, but this one is of type ${key.asymmetricKeyType}.`)
  }
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (type === 'rsa' && modulusLength < MIN_RSA_BITS) {
    throw new KeyError(`${algorithm} needs a key of at least ${MIN_RSA_BITS} bits, but this one has ${modulusLength}.`)
  }
  if (type === 'ec' && namedCurve !== suite.curve) {
    throw new KeyError(`${algorithm} needs a key on the curve ${suite.curve}, but this one is on ${namedCurve}.`)
  }
}
