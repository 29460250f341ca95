import type { Account } from '../account.ts'

/** What the holder of a one-time token may do. */
export const PURPOSES = ['reset_password', 'verify_email', 'change_email'] as const
export type Purpose = (typeof PURPOSES)[number]

/** A one-time token as it is kept: nothing here opens anything. */
export interface OneTimeToken {
  /** SHA-256 of the token, as hex. */
  readonly digest: string
  readonly userId: number
  readonly purpose: Purpose
  /** The address that it was mailed to, which it proves. */
  readonly email: string
  /** What the account was when it was issued: see `stateOf`. */
  readonly accountState: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Where one-time tokens are kept. Each method is one atomic unit that resolves after its commit. */
export interface OneTimeTokenStore {
  /** Keeps a token; the account's older ones of that purpose are gone. */
  issue(token: OneTimeToken): Promise<void>
  find(digest: string): Promise<OneTimeToken | null>
  /**
   * Spends the token and makes its address the account's verified one; if it was another before, all the account's tokens are gone.
   * False, and the account is as it was, if the token is spent already or the account is no longer the one that was looked at.
   */
  confirmEmail(token: OneTimeToken, account: Account): Promise<boolean>
}
