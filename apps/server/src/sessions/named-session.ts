import type { Claims } from '@latchkey/tokens'
import type { SessionsEnvironment } from './environment.ts'

/** The session that a token names (`sid`), or null. Only tokens of the typed face name one of ours; a backend beside us may use the claim as it likes. */
export function sessionIdOf(claims: Claims): string | null {
  const sid = claims.get('sid')
  return typeof sid === 'string' ? sid : null
}

/**
 * The rules for a token: those of its mount, but a token of the typed face is spent when it is rotated and refused when it is spent,
 * wherever it is presented. Its session rests on that.
 */
export function rulesFor(environment: SessionsEnvironment, claims: Claims): SessionsEnvironment {
  if (environment.namesSession || sessionIdOf(claims) === null) return environment
  return { ...environment, blacklist: true, blacklistAfterRotation: true, limits: environment.namedLimits }
}
