import { int } from '@latchkey/python'
import { Claims, type MintedToken } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'
import { requiredId } from './read-token.ts'
import type { OutstandingToken } from './session-store.ts'

const withoutSignature = (token: string): string => token.slice(0, token.lastIndexOf('.'))

const seconds = (claims: Claims, name: string, otherwise: number): number => {
  const value = claims.get(name)
  return value === undefined ? otherwise : Number(int(value) ?? otherwise)
}

/** Header and payload, the payload without some of its claims. */
function withoutClaims(token: string, names: readonly string[]): string {
  const unsigned = withoutSignature(token)
  if (names.length === 0) return unsigned
  const [header = '', payload = ''] = unsigned.split('.')
  const claims = Claims.fromPayload(Buffer.from(payload, 'base64url').toString())
  const kept = new Claims([...claims.entries()].filter(([name]) => !names.includes(name)))
  return `${header}.${Buffer.from(kept.toPayload()).toString('base64url')}`
}

/** The record of a token that was just minted; some of its claims are left out of it. */
export const outstandingOf = (minted: MintedToken, userId: number | null, unrecorded: readonly string[] = []): OutstandingToken => ({
  jti: minted.jti,
  unsigned: withoutClaims(minted.token, unrecorded),
  userId,
  issuedAt: minted.issuedAt,
  expiresAt: minted.expiresAt,
})

/** The record of a token that somebody presented; it may come from Django and lack `iat`. It has been checked. */
export function presentedToken(
  { tokens, clock }: SessionsEnvironment,
  presented: { token: string; claims: Claims; userId: number | null },
): OutstandingToken {
  const now = Math.floor(clock().getTime() / 1000)
  return {
    jti: requiredId(tokens, presented.claims),
    unsigned: withoutSignature(presented.token),
    userId: presented.userId,
    issuedAt: seconds(presented.claims, 'iat', now),
    expiresAt: seconds(presented.claims, 'exp', now),
  }
}
