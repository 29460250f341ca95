import type { AuthError } from '../errors.ts'
import type { AdminService } from './admin-services.ts'
import type { AccountService, AuthService, ClientInfo, GreetingService, Principal, SessionService } from './services.ts'

/** The refresh token's cookie on this request and its reply. */
export interface RefreshCookie {
  read(): string | null
  write(refreshToken: string, expiresAt: Date): void
  clear(): void
}

/** What a procedure sees of the world. It knows no HTTP: the server fills it in once for each request. */
export interface Context {
  readonly auth: AuthService
  readonly account: AccountService
  readonly sessions: SessionService
  readonly admin: AdminService
  readonly greetings: GreetingService
  readonly client: ClientInfo
  /** Names this request in its reply and in the server's log. */
  readonly requestId: string
  /** Why no procedure may run: a cookie that another site sends, a database that does not answer. */
  readonly failure: Error | null
  /** Null without a bearer token, or with one that was refused (`refusal` then says why). */
  readonly principal: Principal | null
  readonly refusal: AuthError | null
  /** Null when the caller carries its refresh token itself. */
  readonly refreshCookie: RefreshCookie | null
}
