import type { Rotation } from '../sessions/session-store.ts'
import type { StoredTime, StoredValues } from './stored-values.ts'

/** The usual rotation, as statements know it: that of an unspent token of a session that is not at its end. */
export interface RotationValues extends Record<string, unknown> {
  readonly parent: string
  readonly at: StoredTime
  /** A session that began before this, or was last used no later than `seenAfter`, may be at its end: to be looked at step by step. */
  readonly createdAfter: StoredTime
  readonly seenAfter: StoredTime
  readonly jti: string
  readonly token: string
  readonly userId: number | null
  readonly issued: number
  readonly expires: number
  readonly expiresAt: StoredTime
}

export type NewToken = Pick<RotationValues, 'jti' | 'issued' | 'expires' | 'expiresAt' | 'parent' | 'at'>

/** What a rotation changes in the row of its session: the successor becomes the current token, the presented one its parent. */
export const advanced = (value: <Name extends keyof NewToken & string>(name: Name) => NewToken[Name]) => ({
  current_jti: value('jti'),
  current_issued_at: value('issued'),
  current_expires_at: value('expires'),
  expires_at: value('expiresAt'),
  parent_jti: value('parent'),
  rotated_at: value('at'),
  last_seen_at: value('at'),
})

export function rotationValues({ toTime }: StoredValues, { parent, successor, at, limits }: Rotation): RotationValues {
  const expiresAt = new Date(successor.expiresAt * 1000)
  return {
    parent: parent.jti,
    at: toTime(at),
    // A session that ends before the successor would is one of those.
    createdAfter: toTime(before(expiresAt, limits.lifetime)),
    seenAfter: toTime(before(at, limits.idle)),
    jti: successor.jti,
    token: successor.unsigned,
    userId: successor.userId,
    issued: successor.issuedAt,
    expires: successor.expiresAt,
    expiresAt: toTime(expiresAt),
  }
}

/** So many seconds before a moment, or the beginning of time where there is no limit. */
const before = (time: Date, limit: number | null): Date => new Date(limit === null ? 0 : Math.max(0, time.getTime() - limit * 1000))
