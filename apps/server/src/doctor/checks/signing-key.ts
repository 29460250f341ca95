import { mintAccess, mintRefresh, openToken, TokenError, type TokenKeys, type TokenSettings, verifyAccessToken } from '@latchkey/tokens'
import type { DoctorEnvironment, Examination } from '../environment.ts'
import { error, note, ok, type Statement, warning } from '../finding.ts'

/** What Django's own `check --deploy` asks of a SECRET_KEY. */
const DJANGO_PREFIX = 'django-insecure-'
const LEAST_CHARACTERS = 50
const LEAST_DISTINCT = 5
const SAMPLE = 50

/** Whether tokens can be signed, and how well. */
export function checkSigningKey({ tokens, clock }: Pick<DoctorEnvironment, 'tokens' | 'clock'>): Statement[] {
  if (tokens === null) return [note('No signing key is given; the first start makes one.', { mend: NEEDS_DJANGOS_KEY })]
  if (typeof tokens === 'string') return [error(`The signing key cannot be used: ${tokens}`, { mend: NEEDS_DJANGOS_KEY })]
  return [strength(tokens.keys), selfTest(tokens, clock())]
}

const NEEDS_DJANGOS_KEY = "Give SIMPLE_JWT_SIGNING_KEY the value of Django's SIMPLE_JWT['SIGNING_KEY'], else of its SECRET_KEY."

function strength({ algorithm, signingKey, verifyingKey }: TokenKeys): Statement {
  if (verifyingKey.type !== 'secret') {
    const { modulusLength, namedCurve } = verifyingKey.asymmetricKeyDetails ?? {}
    return ok(`The signing key fits ${algorithm}: ${modulusLength ? `RSA with ${modulusLength} bits` : namedCurve}.`)
  }
  const secret = signingKey?.export() ?? Buffer.alloc(0)
  const text = secret.toString('utf8')
  const needed = Number(algorithm.slice(2)) / 8
  const weaknesses = [
    secret.length < needed ? `${algorithm} asks for at least ${needed} bytes, and it has ${secret.length}` : null,
    text.startsWith(DJANGO_PREFIX) ? `it begins with ${DJANGO_PREFIX}, as the key that startproject writes for development` : null,
    new Set(text).size < LEAST_DISTINCT ? 'it has fewer than five different characters' : null,
    text.length < LEAST_CHARACTERS ? `it has fewer than ${LEAST_CHARACTERS} characters` : null,
  ].filter((weakness) => weakness !== null)
  if (weaknesses.length === 0) return ok(`The signing key is strong enough for ${algorithm}.`)
  return warning('The signing key is weak.', {
    detail: `${weaknesses.join('; ')}.`,
    mend: 'A new key ends every session: change it on both sides at a quiet hour.',
  })
}

function selfTest(tokens: TokenSettings, now: Date): Statement {
  try {
    const { claims } = mintRefresh(tokens, { userId: '1', now })
    verifyAccessToken(tokens, mintAccess(tokens, claims, now).token, now)
    return ok(`A token signed with it (${tokens.keys.algorithm}) verifies.`)
  } catch {
    return error('A token signed with it does not verify: the keys or the claims of the configuration contradict each other.')
  }
}

/** Whether the tokens that Django recorded carry a signature of the same key. */
export async function checkDjangoTokens({ tokens, store, tables }: Pick<Examination, 'tokens' | 'store' | 'tables'>): Promise<Statement[]> {
  if (tokens === null || typeof tokens === 'string' || !tables.has('token_blacklist_outstandingtoken')) return []
  // Those that were recorded here lack their signature.
  const signed = (await store.newestTokens(SAMPLE)).filter((token) => token.split('.')[2])
  if (signed.length === 0) return []
  const fitting = signed.filter((token) => isSignedWith(tokens.keys, token)).length
  if (fitting === signed.length) return [ok('The refresh tokens that Django recorded are signed with the same key.')]
  const detail = `${fitting} of the newest ${signed.length} recorded tokens are.`
  const mend = NEEDS_DJANGOS_KEY
  if (fitting > 0) return [warning('Not every refresh token that Django recorded is signed with this key.', { detail, mend })]
  return [
    error('The refresh tokens that Django recorded are not signed with this key: everybody would have to log in again.', { detail, mend }),
  ]
}

function isSignedWith(keys: TokenKeys, token: string): boolean {
  try {
    openToken(keys, token)
    return true
  } catch (problem) {
    if (problem instanceof TokenError) return false
    throw problem
  }
}
