import type { Account } from '@latchkey/contract'
import { type AccessClaims, decodeUnverified } from './access-token.ts'
import type { ServerClock } from './server-clock.ts'

/** One moment of a signed-in session. Never changes: a refresh makes a new one. */
export interface Session {
  readonly account: Account
  readonly claims: AccessClaims
  /** When the access token ends, by the clock of this machine. */
  readonly expiresAt: Date
  /** How often the access token was renewed since this page, or another tab that shares the session, took it up. */
  readonly refreshes: number
  readonly refreshedAt: Date | null
}

/**
 * `restoring`: not known yet. `unreachable`: not known either, because the server did not answer; tried again by itself. A session
 * that is held stays `signed-in` while the server is away.
 */
export type SessionStatus = 'restoring' | 'signed-in' | 'signed-out' | 'unreachable'

/** Everything that makes a {@link Session}, as tabs tell it to each other. Times are local, in milliseconds since 1970. */
export interface SessionFacts {
  readonly access: string
  readonly receivedAt: number
  readonly expiresAt: number
  readonly account: Account
  readonly refreshes: number
  readonly refreshedAt: number | null
}

/** A session together with its access token, which never leaves this package. */
export interface HeldSession {
  readonly facts: SessionFacts
  readonly session: Session
}

/**
 * When a token that arrived at `receivedAt` ends, by the local clock, which may be wrong. Its `iat` alone does not tell: SimpleJWT copies
 * it from the refresh token, which may be older; but it is never later than the moment of issue, and so gives an upper bound.
 */
export function expiryOf({ exp, iat }: AccessClaims, receivedAt: number, clock: ServerClock): number {
  return Math.min(clock.localTime(exp * 1000) ?? Number.POSITIVE_INFINITY, receivedAt + (exp - iat) * 1000)
}

/** Throws a `TypeError` if the access token cannot be read. */
export function holdSession(facts: SessionFacts): HeldSession {
  const claims = decodeUnverified(facts.access)
  const expiresAt = new Date(facts.expiresAt)
  const refreshedAt = facts.refreshedAt === null ? null : new Date(facts.refreshedAt)
  return { facts, session: Object.freeze({ account: facts.account, claims, expiresAt, refreshes: facts.refreshes, refreshedAt }) }
}
