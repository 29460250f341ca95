import type { TokenKeys } from '@latchkey/tokens'
import type { MOUNT_SETTINGS, MountName } from './mount-settings.ts'
import type { SERVICE_SETTINGS } from './service-settings.ts'
import type { ValuesOf } from './setting.ts'
import type { SIMPLE_JWT_SETTINGS } from './simple-jwt-settings.ts'

export type ServiceValues = ValuesOf<typeof SERVICE_SETTINGS>
export type SimpleJwtValues = ValuesOf<typeof SIMPLE_JWT_SETTINGS>
export type MountValues = ValuesOf<typeof MOUNT_SETTINGS>

export type DatabaseLocation = { readonly kind: 'sqlite'; readonly path: string }

/** The whole configuration: read once, checked, frozen. It holds keys; never log it. */
export interface Config {
  readonly service: ServiceValues
  readonly simpleJwt: Omit<SimpleJwtValues, 'signingKey' | 'verifyingKey'>
  readonly mounts: Readonly<Record<MountName, MountValues>>
  readonly database: DatabaseLocation
  readonly keys: TokenKeys
}

/** What `latchkey.config.ts` may export as its default. The environment beats it; it beats the defaults. */
export type ConfigFile = Partial<{ [Key in keyof ServiceValues]: ServiceValues[Key] | string | number }> &
  Partial<{ [Key in keyof SimpleJwtValues]: SimpleJwtValues[Key] | string | number }> &
  MountFile & { readonly mounts?: Partial<Record<MountName, MountFile>> }

type MountFile = Partial<{ [Key in keyof MountValues]: MountValues[Key] | string }>

/**
 * Gives a `latchkey.config.ts` its type.
 * @public
 */
export const defineConfig = (file: ConfigFile): ConfigFile => file
