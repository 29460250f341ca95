/** One login: a family of refresh tokens of which at most one is current. */
export interface Session {
  readonly id: string
  readonly userAgent: string
  readonly ip: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  /** When its current refresh token expires. */
  readonly expiresAt: Date
}

/** Where a request came from. */
export interface Client {
  readonly userAgent: string
  readonly ip: string
}

export type SessionEnd = 'logout' | 'revoked' | 'reuse' | 'password' | 'deactivated' | 'expired'
