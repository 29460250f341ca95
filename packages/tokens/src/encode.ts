import type { PyValue } from '@latchkey/python'
import { suiteOf } from './algorithm.ts'
import type { Claims } from './claims.ts'
import { jsonwebtoken } from './jsonwebtoken.ts'
import { keyedHash } from './keyed-hash.ts'
import { KeyError } from './keys.ts'
import type { TokenSettings } from './token-settings.ts'

/**
 * Signs the claims, byte for byte as Django would. A configured audience and issuer are set in the token, in place or at
 * its end; the claims themselves stay as they are. Throws `KeyError` when there is no signing key.
 */
export function encodeToken(settings: Pick<TokenSettings, 'keys' | 'audience' | 'issuer'>, claims: Claims): string {
  const { algorithm, signingKey } = settings.keys
  if (signingKey === null) throw new KeyError('There is no signing key: this service can only verify tokens.')
  const payload = addressed(settings, claims).toPayload()
  const suite = suiteOf(algorithm)
  if (suite.family !== 'HS') return jsonwebtoken().sign(payload, signingKey, suite.signOptions)
  // A keyed hash needs nothing of jsonwebtoken, which takes several times as long as the hash itself.
  const signed = `${suite.headerSegment}.${base64url(payload)}`
  return `${signed}.${keyedHash(suite.hash, signingKey).base64url(signed)}`
}

/** Where texts are encoded that fit in, as those of usual tokens do: memory of its own for each takes longer than that. */
const room = Buffer.alloc(4096)

function base64url(text: string): string {
  if (text.length > room.length) return Buffer.from(text, 'latin1').toString('base64url')
  return room.toString('base64url', 0, room.write(text, 'latin1'))
}

function addressed(settings: Pick<TokenSettings, 'audience' | 'issuer'>, claims: Claims): Claims {
  const { audience, issuer } = settings
  if (audience === null && issuer === null) return claims
  const copy = claims.clone()
  if (audience !== null) copy.set('aud', audienceClaim(audience))
  if (issuer !== null) copy.set('iss', issuer)
  return copy
}

function audienceClaim(audience: string | readonly string[]): PyValue {
  return typeof audience === 'string' ? audience : [...audience]
}
