import type { Account, AccountDeletion, PasswordChange, Profile, ProfileUpdate } from '../account.ts'
import type { AccountExport } from '../account-export.ts'
import type { Credentials, Registration } from '../credentials.ts'
import type { EmailChange, EmailVerification, PasswordReset, PasswordResetRequest, VerifiedEmail } from '../email.ts'
import type { EndedSessions, SessionSummary } from '../session.ts'
import type { VerifiedToken } from '../token.ts'

/** Who is calling, from where. Never taken from an input. */
export interface ClientInfo {
  readonly userAgent: string
  readonly ip: string
}

/** The bearer of an accepted access token. */
export interface Principal {
  readonly userId: number
  readonly username: string
  readonly isStaff: boolean
  /** The session that the token belongs to (`sid`); null for tokens of the REST face and of Django. */
  readonly sessionId: string | null
}

/** What a login or a refresh gives. The router decides how the refresh token travels. */
export interface IssuedTokens {
  readonly access: string
  readonly refresh: string
  readonly refreshExpiresAt: Date
}

export interface AuthService {
  register(input: Registration, client: ClientInfo): Promise<IssuedTokens & { account: Account }>
  /** `ownToken`: the refresh token that came along, if any. */
  login(input: Credentials, client: ClientInfo, ownToken: string | null): Promise<IssuedTokens & { account: Account }>
  /** Always rotates; the presented token is spent. */
  refresh(refreshToken: string, client: ClientInfo): Promise<IssuedTokens>
  /** Ends the session of the refresh token. A token that is already dead is no error: the caller is logged out. */
  logout(refreshToken: string, client: ClientInfo): Promise<void>
  verify(token: string): Promise<VerifiedToken>
  me(principal: Principal): Promise<Account>
}

export interface AccountService {
  profile(principal: Principal): Promise<Profile>
  updateProfile(principal: Principal, update: ProfileUpdate): Promise<Profile>
  /** Ends every other session of the account. */
  changePassword(principal: Principal, change: PasswordChange, client: ClientInfo): Promise<void>
  /** Throws `mail_not_configured`, as all that send mail. Neither its answer nor its time tells whether somebody has the address. */
  requestPasswordReset(request: PasswordResetRequest, client: ClientInfo): Promise<void>
  /** Throws `one_time_token_not_valid`. */
  resetPassword(reset: PasswordReset, client: ClientInfo): Promise<void>
  requestEmailVerification(principal: Principal, client: ClientInfo): Promise<void>
  /** Throws `one_time_token_not_valid`. */
  verifyEmail(verification: EmailVerification, client: ClientInfo): Promise<VerifiedEmail>
  changeEmail(principal: Principal, change: EmailChange, client: ClientInfo): Promise<void>
  export(principal: Principal, client: ClientInfo): Promise<AccountExport>
  /** Throws `invalid_input` for a wrong password, `last_superuser`, `account_in_use`. */
  delete(principal: Principal, deletion: AccountDeletion, client: ClientInfo): Promise<void>
}

export interface SessionService {
  list(principal: Principal): Promise<SessionSummary[]>
  /** Throws `session_not_found` for an unknown id and for somebody else's alike. */
  revoke(principal: Principal, sessionId: string, client: ClientInfo): Promise<void>
  revokeOthers(principal: Principal, client: ClientInfo): Promise<EndedSessions>
  revokeAll(principal: Principal, client: ClientInfo): Promise<EndedSessions>
}

export interface GreetingService {
  home(): string
  dashboardRead(principal: Principal): string
  dashboardPost(principal: Principal, text: string): string
}
