import type { TokenKeys } from '@latchkey/tokens'
import type { LoginField } from '../accounts/account-store.ts'
import type { MOUNT_SETTINGS, MountName } from './mount-settings.ts'
import type { RegistrationSetting } from './registration.ts'
import type { SERVICE_SETTINGS } from './service-settings.ts'
import type { ValuesOf } from './setting.ts'
import type { SIMPLE_JWT_SETTINGS } from './simple-jwt-settings.ts'
import type { UserModelSetting } from './user-model.ts'
import type { ClaimsFunction, UserSettings } from './users.ts'

export type ServiceValues = ValuesOf<typeof SERVICE_SETTINGS>
export type SimpleJwtValues = ValuesOf<typeof SIMPLE_JWT_SETTINGS>
export type MountValues = ValuesOf<typeof MOUNT_SETTINGS>

export type DatabaseLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  /** The URL may hold a password. */
  | { readonly kind: 'postgres'; readonly url: string }

/** Where the database is, as people and logs may see it: without the password. */
export function describeLocation(location: DatabaseLocation): string {
  if (location.kind === 'sqlite') return `sqlite:${location.path}`
  const { protocol, username, host, pathname } = new URL(location.url.replace('@/', '@socket/'))
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`
}

/** The whole configuration: read once, checked, frozen. It holds keys; never log it. */
export interface Config extends UserSettings {
  readonly service: ServiceValues
  readonly simpleJwt: Omit<SimpleJwtValues, 'signingKey' | 'verifyingKey' | 'userIdField'> & { readonly userIdField: 'id' | LoginField }
  readonly mounts: Readonly<Record<MountName, MountValues>>
  readonly database: DatabaseLocation
  readonly keys: TokenKeys
}

/** What `latchkey.config.ts` may export as its default. The environment beats it; it beats the defaults. */
export type ConfigFile = Partial<{ [Key in keyof ServiceValues]: ServiceValues[Key] | string | number }> &
  Partial<{ [Key in keyof SimpleJwtValues]: SimpleJwtValues[Key] | string | number }> &
  MountFile & {
    readonly mounts?: Partial<Record<MountName, MountFile>>
    /** Where a project with a user model of its own keeps its users. */
    readonly userModel?: UserModelSetting
    readonly claims?: ClaimsFunction
    readonly registration?: RegistrationSetting
  }

type MountFile = Partial<{ [Key in keyof MountValues]: MountValues[Key] | string }>

/**
 * Gives a `latchkey.config.ts` its type.
 * @public
 */
export const defineConfig = (file: ConfigFile): ConfigFile => file
