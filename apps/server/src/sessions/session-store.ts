import type { AuditRecord } from '../audit/audit-event.ts'
import type { Client, Session, SessionEnd } from './session.ts'

/** A refresh or sliding token as Django's outstanding table knows it. */
export interface OutstandingToken {
  readonly jti: string
  /** Header and payload without the signature: enough to tell what was issued, too little to use it. */
  readonly unsigned: string
  readonly userId: number | null
  /** Whole seconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: number
}

export interface Rotation {
  readonly parent: OutstandingToken
  readonly successor: OutstandingToken
  readonly at: Date
  readonly client: Client
  /** False where a rotation leaves the presented token usable (BLACKLIST_AFTER_ROTATION off). */
  readonly blacklistParent: boolean
  /** Seconds for which the parent of an unused token gets that same token again. */
  readonly grace: number
  /** Whether a token that was spent before ends its whole session. */
  readonly reuseEndsSession: boolean
}

export type RotationOutcome =
  | { readonly kind: 'rotated' }
  /** The parent was presented again within its grace: mint `successor` anew from its record. */
  | { readonly kind: 'repeated'; readonly successor: { jti: string; issuedAt: number; expiresAt: number } }
  /** The parent was spent before, here or by Django; that may have ended its session. */
  | { readonly kind: 'spent'; readonly endedSession: string | null }

/** Where sessions and refresh tokens are kept. Each method is one atomic unit that resolves after its commit. */
export interface SessionStore {
  /** False, and nothing begun, if the account's hash is no longer `password`, the one that was checked. `event` is recorded with it. */
  begin(
    session: { id: string; userId: number; password: string; at: Date; client: Client },
    token: OutstandingToken,
    event: AuditRecord,
  ): Promise<boolean>
  /** Records a token that belongs to no session (a sliding one). */
  record(token: OutstandingToken, at: Date): Promise<void>
  isBlacklisted(jti: string): Promise<boolean>
  /** Spends the token and ends the session whose current one it was; false if it was spent already, here or by Django. */
  blacklist(token: OutstandingToken, at: Date): Promise<boolean>
  /** Of any number of rotations of one parent exactly one is `rotated`. A parent without a session is adopted into a new one. */
  rotate(rotation: Rotation): Promise<RotationOutcome>
  stateOf(sessionId: string): Promise<'live' | 'ended' | 'unknown'>
  /** The account's sessions that have neither ended nor expired, newest first, a hundred at most. */
  listLive(userId: number, now: Date): Promise<Session[]>
  /** Ends a session and blacklists its tokens; false if this user has no live session of that id. */
  end(sessionId: string, ending: { userId: number; at: Date; reason: SessionEnd }): Promise<boolean>
  /**
   * Replaces the hash if it is still `from`, and ends every session of the user but `keepSession`: all recorded tokens that are not
   * of that session are spent, those of Django too, and mailed one-time tokens are gone. False, and nothing changed, if the hash is
   * another one, or if `oneTimeToken`, the digest of the one that this takes, has been spent.
   */
  replacePassword(
    userId: number,
    change: { from: string; to: string; keepSession: string | null; at: Date; oneTimeToken?: string },
  ): Promise<boolean>
  /** Deletes up to `limit` tokens that expired before `before`, and the sessions that have none left, and one-time tokens; returns how many tokens went. */
  flushExpired(before: Date, limit: number): Promise<number>
}
