import type { PyValue } from '@latchkey/python'
import type { TokenSettings } from '@latchkey/tokens'
import type { Account } from '../accounts/account.ts'
import type { LoginField } from '../accounts/account-store.ts'
import type { AccountsEnvironment } from '../accounts/accounts.ts'
import type { AuditTrail } from '../audit/audit-trail.ts'
import type { SessionLimits } from './limits.ts'
import type { NotedUses } from './noted-uses.ts'
import type { OpenTokens } from './open-tokens.ts'
import type { SessionStore } from './session-store.ts'

/** Claims beyond SimpleJWT's own, in their order. */
export type ExtraClaims = readonly (readonly [string, PyValue])[]

/** What the rules about sessions stand on, for one mount: its lifetimes, its rotation, and what all mounts share. */
export interface SessionsEnvironment {
  readonly tokens: TokenSettings
  /** Tokens whose signature has been verified; shared by all mounts. */
  readonly openTokens: OpenTokens
  /** Uses of sessions that have been noted; shared by all mounts. */
  readonly notedUses: NotedUses
  /** ROTATE_REFRESH_TOKENS */
  readonly rotate: boolean
  /** BLACKLIST_AFTER_ROTATION */
  readonly blacklistAfterRotation: boolean
  /** False: as without SimpleJWT's blacklist app; nothing is recorded and nothing refused as spent. */
  readonly blacklist: boolean
  /** Seconds; 0 for SimpleJWT's bare behaviour. */
  readonly refreshGrace: number
  readonly reuseEndsSession: boolean
  /** Of sessions whose refresh tokens are presented at this mount … */
  readonly limits: SessionLimits
  /** … and of those that tokens name (`sid`), wherever: the typed face's. */
  readonly namedLimits: SessionLimits
  /** USER_ID_FIELD: the column whose value the user claim holds. */
  readonly userIdField: 'id' | 'username' | 'email'
  /** CHECK_USER_IS_ACTIVE */
  readonly checkUserIsActive: boolean
  /** UPDATE_LAST_LOGIN */
  readonly updateLastLogin: boolean
  /** REVOKE_TOKEN_CLAIM where CHECK_REVOKE_TOKEN is on, else null. */
  readonly revokeClaim: string | null
  /** AUTH_TOKEN_CLASSES: what is taken as a bearer token, in this order. */
  readonly bearerClasses: readonly ('AccessToken' | 'SlidingToken')[]
  /** True where tokens name their session (`sid`), so that its end ends its access tokens at once: the typed face. */
  readonly namesSession: boolean
  /** What logins of this mount name the account by. */
  readonly loginField: LoginField
  /** What the operator puts into the tokens of a login; null: nothing, or the profile claims on the route that has them. */
  readonly claimsOf: ((account: Account) => Promise<ExtraClaims>) | null
  readonly store: SessionStore
  readonly accounts: AccountsEnvironment
  readonly audit: AuditTrail
  readonly clock: () => Date
}
