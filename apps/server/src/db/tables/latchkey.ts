import type { Generated } from 'kysely'
import type { StoredBoolean, StoredTime } from '../stored-values.ts'

/** Latchkey's own state, beside Django's tables and never in them. */
export interface LatchkeyTables {
  latchkey_profile: {
    user_id: number
    full_name: string
    bio: string
    image: string
    verified: StoredBoolean
  }
  /** One login: a family of refresh tokens. */
  latchkey_session: {
    id: string
    user_id: number | null
    created_at: StoredTime
    last_seen_at: StoredTime
    expires_at: StoredTime
    /** Null while the session lives. */
    ended_at: StoredTime | null
    /** Why it ended: `logout`, `revoked`, `reuse`, `password`, `deactivated`, `expired`. */
    end_reason: string | null
    user_agent: string
    ip: string
    /** The newest refresh token of the family, with the claims that make it anew. */
    current_jti: string
    current_issued_at: number
    current_expires_at: number
    /** The token that the current one replaced, and when. */
    parent_jti: string | null
    rotated_at: StoredTime | null
  }
  /**
   * Every refresh token of a session, spent ones too: reuse is noticed here. Its key is that of the outstanding row, which grows: a
   * random one would touch a page of its own in every rotation.
   */
  latchkey_session_token: {
    token_id: number
    session_id: string
  }
  /** What was mailed as a link and opens one thing once. */
  latchkey_one_time_token: {
    /** SHA-256 of the token, as hex. */
    digest: string
    user_id: number
    /** `reset_password`, `verify_email`, `change_email`. */
    purpose: string
    /** The address that it was mailed to. */
    email: string
    /** A digest of the account's address and hash when it was issued. */
    account_state: string
    created_at: StoredTime
    expires_at: StoredTime
  }
  /** How far an import from another database has come; `counts` is JSON. */
  latchkey_import: {
    source: string
    kind: string
    last_id: number
    counts: string
  }
  /** What an import did not bring over, and why. */
  latchkey_import_skip: {
    id: Generated<number>
    source: string
    kind: string
    source_id: number
    name: string
    reason: string
  }
  /** Users whose tokens of an earlier time are refused; most have no row. */
  latchkey_token_epoch: {
    user_id: number
    /** Whole seconds since 1970. */
    epoch: number
  }
  /** What happened; rows are added and never changed, but for the seal and for what a deleted user's events lose. */
  latchkey_audit_event: {
    id: Generated<number>
    at: StoredTime
    kind: string
    actor: string
    user_id: number | null
    session_id: string | null
    outcome: string
    /** JSON */
    details: string
    /** The personal part: blank once the user is deleted. */
    username: string | null
    ip: string | null
    device: string | null
    /** Random: without it nobody can find out by trying what a blank part had been. */
    salt: string | null
    /** SHA-256 of the personal part; the chain rests on it and not on the part itself. */
    personal_digest: string
    /** Null until the event is sealed. */
    seal_id: number | null
  }
  /** The chain over the audit trail: each link holds the digests of a batch of events. */
  latchkey_audit_seal: {
    /** One more than that of the link before: of two processes that seal at once one fails. */
    id: number
    seal: string
    until: StoredTime
    members: string
  }
  /** Counters of attempts. Times are milliseconds since 1970. */
  latchkey_limit: {
    /** A digest of what is limited and of the account or address that it is about. */
    key: string
    /** When every attempt will have been forgotten. */
    drained_at: number
    /** When the next attempt may be made. */
    free_at: number
  }
  /** What one process of several does from time to time. */
  latchkey_job: {
    name: string
    due_at: StoredTime
  }
}
