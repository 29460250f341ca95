export { Account, AccountDeletion, PasswordChange, Profile, ProfileUpdate } from './account.ts'
export { AccountExport } from './account-export.ts'
export {
  AUDIT_KINDS,
  AUDIT_OUTCOMES,
  AuditCursor,
  AuditEvent,
  type AuditKind,
  AuditList,
  type AuditOutcome,
  AuditPage,
} from './audit.ts'
export { COOKIE_MODE_HEADER, COOKIE_MODE_VALUE } from './cookie-mode.ts'
export { Credentials, Email, LIMITS, NewPassword, Registration, USERNAME_PATTERN, Username } from './credentials.ts'
export { DashboardReply, DashboardText, HomeReply } from './dashboard.ts'
export { EmailChange, EmailVerification, LINK_PAGES, PasswordReset, PasswordResetRequest, VerifiedEmail } from './email.ts'
export {
  AUTH_ERRORS,
  AuthError,
  type AuthErrorCode,
  type AuthErrorOptions,
  type FieldErrors,
  TOKEN_REFUSALS,
  type TokenRefusal,
} from './errors.ts'
export { REST_ROUTES, RestFieldErrors, RestRefusal, type RestRoute } from './rest.ts'
export { EndedSessions, SessionId, SessionSummary } from './session.ts'
export { STATISTICS_RANGES, Statistics, StatisticsBucket, StatisticsQuery, type StatisticsRange } from './statistics.ts'
export { RefreshInput, SignIn, TokenPair, VerifiedToken, VerifyInput } from './token.ts'
export {
  NewUser,
  USERS_PER_PAGE,
  User,
  UserActivity,
  UserDetails,
  UserId,
  UserList,
  UserPage,
  UserPassword,
  UserSort,
  UserUpdate,
} from './users.ts'
