import type { AuditRecord } from '../audit/audit-event.ts'
import type { SessionLimits } from './limits.ts'
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
  readonly limits: SessionLimits
}

export type RotationOutcome =
  | { readonly kind: 'rotated' }
  /** The parent was presented again within its grace: mint `successor` anew from its record. */
  | { readonly kind: 'repeated'; readonly successor: { jti: string; issuedAt: number; expiresAt: number } }
  /** Nothing was written: the session ends at `expiresAt` (whole seconds since 1970), before the successor would. */
  | { readonly kind: 'too_long'; readonly expiresAt: number }
  /** The session had come to its end, or had not been used for too long; it has ended. */
  | { readonly kind: 'over' }
  /** The parent was spent before, here or by Django; that may have ended its session. */
  | { readonly kind: 'spent'; readonly endedSession: string | null }

/** What has to be known of a session with every request that it makes. */
export interface SessionState {
  /** Null where the account is gone. */
  readonly userId: number | null
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly isEnded: boolean
}

/** A login whose right to begin has been established. */
export interface Login {
  readonly userId: number
  /** The account's hash, as it was when the password was checked. */
  readonly password: string
  readonly at: Date
  readonly token: OutstandingToken
  /** Null for a sliding token, which belongs to no session. */
  readonly session: { readonly id: string; readonly client: Client } | null
  /** False where there is no blacklist: then nothing is written but the event. */
  readonly isRecorded: boolean
  readonly event: AuditRecord
}

export type Beginning =
  | { readonly kind: 'begun' }
  /** The account has another hash by now, is inactive or gone. */
  | { readonly kind: 'refused' }
  /** All logins of the account have just been ended: a token issued before this epoch (whole seconds since 1970) would be dead. */
  | { readonly kind: 'early'; readonly epoch: number }

/** All logins of a user, but that of `keepSession`. */
export interface Ending {
  /** Asked when the user's row is locked: whoever logged in before that moment has done so, and who logs in after it waits. */
  readonly now: () => Date
  readonly keepSession: string | null
  readonly reason: SessionEnd
  /** Recorded with it, as of that moment. */
  readonly event?: Omit<AuditRecord, 'at'>
}

export interface PasswordReplacement extends Omit<Ending, 'reason'> {
  readonly from: string
  readonly to: string
  /** The digest of the one-time token that this takes. */
  readonly oneTimeToken?: string
}

/** A session as its account's history has it. */
export interface PastSession extends Session {
  readonly endedAt: Date | null
  readonly endReason: string | null
}

/** A refresh or sliding token as its account's history has it. */
export interface PastToken {
  readonly jti: string
  readonly issuedAt: Date | null
  readonly expiresAt: Date
  readonly spentAt: Date | null
  readonly sessionId: string | null
}

/** All that is kept of an account's logins, the newest first. */
export interface SessionHistory {
  readonly sessions: readonly PastSession[]
  readonly tokens: readonly PastToken[]
}

/** Where sessions and refresh tokens are kept. Each method is one atomic unit that resolves after its commit. */
export interface SessionStore {
  begin(login: Login): Promise<Beginning>
  isBlacklisted(jti: string): Promise<boolean>
  /** Spends the token and ends the session whose current one it was; false if it was spent already, here or by Django. */
  blacklist(token: OutstandingToken, at: Date): Promise<boolean>
  /** Of any number of rotations of one parent exactly one is `rotated`. A parent without a session is adopted into a new one. */
  rotate(rotation: Rotation): Promise<RotationOutcome>
  find(sessionId: string): Promise<SessionState | null>
  /** Notes that a session is used. */
  note(sessionId: string, at: Date): Promise<void>
  /** Notes that the session of a refresh token is used, or ends it if it is over; how it stood before, or null if there is none. */
  noteUseOf(jti: string, use: { at: Date; limits: SessionLimits }): Promise<SessionState | null>
  /** The account's sessions that have neither ended nor expired, newest first, a hundred at most. */
  listLive(userId: number, now: Date): Promise<Session[]>
  historyOf(userId: number): Promise<SessionHistory>
  /** Ends a session and blacklists its tokens; false if this user has no live session of that id. */
  end(sessionId: string, ending: { userId: number; at: Date; reason: SessionEnd }): Promise<boolean>
  /**
   * Ends every session of the user but one: all recorded tokens that are not of that session are spent, those of Django too, and the
   * user's epoch (`epochAfter`) refuses what was not recorded. Returns how many sessions ended.
   */
  endAll(userId: number, ending: Ending): Promise<number>
  /**
   * Replaces the hash if it is still `from`, forgets mailed one-time tokens and then does what `endAll` does. False, and nothing changed,
   * if the hash is another one, or if `oneTimeToken` has been spent.
   */
  replacePassword(userId: number, change: PasswordReplacement): Promise<boolean>
  /** Refuses the account from now on, and does what `endAll` does. False if there is no such account. */
  deactivate(userId: number, ending: Pick<Ending, 'now' | 'event'>): Promise<boolean>
}
