import { int } from '@latchkey/python'
import type { Claims, MintedToken } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'
import { requiredId } from './read-token.ts'
import type { OutstandingToken } from './session-store.ts'

const withoutSignature = (token: string): string => token.slice(0, token.lastIndexOf('.'))

const seconds = (claims: Claims, name: string, otherwise: number): number => {
  const value = claims.get(name)
  return value === undefined ? otherwise : Number(int(value) ?? otherwise)
}

/** The record of a token that was just minted. */
export const outstandingOf = (minted: MintedToken, userId: number | null): OutstandingToken => ({
  jti: minted.jti,
  unsigned: withoutSignature(minted.token),
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
