import type { ClientInfo, Principal } from '@latchkey/contract/router'

/** Where a login comes from. */
export interface LoginOrigin {
  readonly client: ClientInfo
  /** The refresh token that came along, if any. */
  readonly ownToken: string | null
}

/** The rules behind the token routes of one mount, with that mount's lifetimes and rotation. All refusals are `AuthError`s. */
export interface TokenRules {
  /** What bodies call the login name. */
  readonly loginField: string
  /** Throws `no_active_account` and `throttled`. `profileClaims`: put full_name, username, email, bio, image, verified into both tokens. */
  obtainPair(
    credentials: { username: string; password: string },
    options: LoginOrigin & { profileClaims: boolean },
  ): Promise<{ refresh: string; access: string }>
  obtainSliding(credentials: { username: string; password: string }, origin: LoginOrigin): Promise<string>
  /** `refresh` is null where the mount does not rotate. Throws `token_not_valid` with its reason. */
  refresh(token: string, client: ClientInfo): Promise<{ access: string; refresh: string | null }>
  refreshSliding(token: string): Promise<string>
  /** Any token type. Throws `token_not_valid`; its reason is `blacklisted` only where the mount consults the blacklist here. */
  verify(token: string): Promise<void>
  /** Blacklists a refresh token. Throws `token_not_valid`. */
  blacklist(token: string, client: ClientInfo): Promise<void>
}

/** Whose access token this is. */
interface BearerRules {
  /**
   * Throws `BearerRefused` (its `attempts` say what each accepted token class found wrong), `token_not_valid` with reason
   * `no_user_id`, `user_not_found`, `user_inactive`, `password_changed`.
   */
  authenticateBearer(token: string): Promise<Principal>
}

export interface RegistrationRules {
  /** Throws `invalid_input` with `fields.username` or `fields.email` for the loser of a race. */
  register(
    input: { username: string; email: string; password: string },
    client: ClientInfo,
  ): Promise<{ id: number; username: string; email: string }>
  /** Which of the two fields users log in with. */
  readonly loginField: 'username' | 'email'
  usernameTaken(username: string): Promise<boolean>
  emailTaken(email: string): Promise<boolean>
  /** What Django's password validators say of a new password; absent where none are configured. */
  readonly passwordMessages?: (password: string) => readonly string[]
}

/** One field of a registration that differs from that of Django's own user. */
export interface RegistrationField {
  readonly name: 'id' | 'email' | 'username' | 'password' | 'password2'
  readonly label?: string | undefined
  /** In code points. */
  readonly maxLength?: number | undefined
  readonly required?: boolean | undefined
  readonly unique?: boolean | undefined
  /** Of `username`: any characters. */
  readonly anyCharacters?: boolean | undefined
}

/** The fields of a registration in their order; a `password2` must repeat the password. */
export interface RegistrationForm {
  readonly fields: readonly RegistrationField[]
}

export interface Greetings {
  home(): string
  protectedEndpoint(): string
  protectedFor(username: string): string
  dashboardRead(principal: { username: string }): string
  dashboardPost(principal: { username: string }, text: string): string
}

/** Everything that the REST face needs; built in compose.ts. */
export interface RestServices {
  readonly mounts: { readonly root: TokenRules; readonly auth: TokenRules; readonly api: TokenRules }
  readonly bearer: BearerRules
  readonly registration: RegistrationRules
  readonly greetings: Greetings
}

/** What the operator may set about the REST face. */
export interface RestSettings {
  readonly dialect: '5.2' | '5.5'
  /** Replies carry `Vary: Accept` and a browser gets a page. */
  readonly browsable: boolean
  readonly appendSlash: boolean
  /** Django's ALLOWED_HOSTS; `['*']` for any. */
  readonly allowedHosts: readonly string[]
  /** Exact origins, or `['*']`; empty: no CORS headers at all. */
  readonly corsOrigins: readonly string[]
  /** AUTH_HEADER_TYPES; the first one is in `WWW-Authenticate`. */
  readonly authHeaderTypes: readonly string[]
  /** AUTH_HEADER_NAME as an HTTP header in lower case: `authorization`. */
  readonly authHeaderName: string
  readonly registerUniqueEmail: boolean
  /** What the registration asks for; null for the form of Django's own user. */
  readonly registration: RegistrationForm | null
  /** The dashboard takes its text from forms alone. */
  readonly dashboardForm: boolean
  /** SLIDING_TOKEN_REFRESH_EXP_CLAIM, which error texts name; by default `refresh_exp`. */
  readonly refreshExpClaim?: string
}
