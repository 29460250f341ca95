import { loadKeys, type TokenKeys } from '@latchkey/tokens'
import type { SettingComparison } from '../doctor/setting-comparison.ts'
import { compareHashers, compareValidators } from './compare-passwords.ts'
import type { Config } from './config.ts'
import { type DjangoSettings, secondsOf } from './django-settings.ts'
import { MOUNT_SETTINGS, type MountName } from './mount-settings.ts'
import { duration, lifetime } from './readers.ts'
import type { Setting } from './setting.ts'
import { SIMPLE_JWT_SETTINGS } from './simple-jwt-settings.ts'
import { idFieldOf } from './users.ts'

type Inspected = Pick<Config, 'service' | 'simpleJwt' | 'mounts' | 'userModel'> & { readonly keys: TokenKeys | string | null }

/** The mounts that speak SimpleJWT, as their clients know them. */
const REST_MOUNTS: readonly (readonly [MountName, string])[] = [
  ['root', '/'],
  ['auth', '/auth/'],
  ['api', '/api/'],
]
const KEYS = ['signingKey', 'verifyingKey']
/** Both sides go on working where these differ, each in its own way. */
const HARMLESS = new Set(['leeway', 'checkUserIsActive', 'authTokenClasses'])
const PREFIX = 'SIMPLE_JWT_'

/** Holds the configuration against Django's settings, name by name. `algorithms`: the password formats in force here. */
export function compareSettings(django: DjangoSettings, config: Inspected, algorithms: readonly string[]): SettingComparison[] {
  const simpleJwt = django.SIMPLE_JWT ?? {}
  return [
    ...(django.SIMPLE_JWT === undefined
      ? []
      : [...compareMounts(simpleJwt, config), ...compareSimpleJwt(simpleJwt, config), ...unknownNames(simpleJwt)]),
    ...compareKey(simpleJwt, config.keys),
    ...(django.PASSWORD_HASHERS ? [compareHashers(django.PASSWORD_HASHERS, algorithms)] : []),
    ...(django.AUTH_PASSWORD_VALIDATORS ? [compareValidators(django.AUTH_PASSWORD_VALIDATORS, config.service)] : []),
  ]
}

/** Some settings of a mount are Latchkey's own. */
const isSimpleJwt = ([, { name }]: readonly [string, Setting<unknown>]): boolean => name.startsWith(PREFIX)

const shortName = ({ name }: Setting<unknown>): string => name.slice(PREFIX.length)

/** What Django's value means here; throws where it has no meaning here. */
function djangoValue(setting: Setting<unknown>, settings: Record<string, unknown>): unknown {
  const said = settings[shortName(setting)]
  if (said === undefined) return setting.standard
  return setting.read(setting.read === lifetime || setting.read === duration ? (secondsOf(said) ?? said) : said)
}

function compareMounts(settings: Record<string, unknown>, { mounts }: Inspected): SettingComparison[] {
  return Object.entries(MOUNT_SETTINGS)
    .filter(isSimpleJwt)
    .map(([key, setting]) => {
      const ours = REST_MOUNTS.map(([mount, path]) => ({ path, value: mounts[mount][key as keyof typeof MOUNT_SETTINGS] }))
      const first = ours[0]?.value
      const latchkey = ours.every(({ value }) => value === first)
        ? shown(setting, first)
        : ours.map(({ path, value }) => `${path} ${shown(setting, value)}`).join(', ')
      return compared(setting, settings, { latchkey, isEqual: (value) => ours.every((mount) => mount.value === value), breaks: false })
    })
}

function compareSimpleJwt(settings: Record<string, unknown>, { simpleJwt, userModel }: Inspected): SettingComparison[] {
  return Object.entries(SIMPLE_JWT_SETTINGS)
    .filter((entry) => isSimpleJwt(entry) && !KEYS.includes(entry[0]))
    .map(([key, setting]) => {
      const ours = simpleJwt[key as keyof typeof simpleJwt]
      return compared(setting, settings, {
        latchkey: shown(setting, ours),
        isEqual: (value) =>
          // Django says the column's name, and here stands what it means.
          key === 'userIdField' ? idFieldOf(String(value), userModel) === ours : JSON.stringify(value) === JSON.stringify(ours),
        breaks: !HARMLESS.has(key),
      })
    })
}

function compared(
  setting: Setting<unknown>,
  settings: Record<string, unknown>,
  ours: { latchkey: string; isEqual: (value: unknown) => boolean; breaks: boolean },
): SettingComparison {
  const name = shortName(setting)
  const { latchkey } = ours
  try {
    const value = djangoValue(setting, settings)
    const isEqual = ours.isEqual(value)
    const mend = isEqual ? null : `Set ${setting.name}=${assigned(value)} to have it as in Django.`
    return {
      name,
      django: shown(setting, value),
      latchkey,
      verdict: isEqual ? 'equal' : 'different',
      breaks: !isEqual && ours.breaks,
      mend,
    }
  } catch (error) {
    const reason = error instanceof Error ? `${setting.name} ${error.message}.` : null
    return { name, django: plain(settings[name]), latchkey, verdict: 'not supported', breaks: true, mend: reason }
  }
}

/** Names in SIMPLE_JWT that Latchkey has never heard of. */
function unknownNames(settings: Record<string, unknown>): SettingComparison[] {
  const known = new Set(
    [...Object.entries(MOUNT_SETTINGS), ...Object.entries(SIMPLE_JWT_SETTINGS)]
      .filter(isSimpleJwt)
      .map(([, setting]) => shortName(setting)),
  )
  return (
    Object.keys(settings)
      .filter((name) => !known.has(name))
      // A value that nobody knows may be a secret.
      .map((name) => ({ name, django: 'set', latchkey: 'unknown', verdict: 'not supported', breaks: false, mend: null }))
  )
}

function compareKey(settings: Record<string, unknown>, keys: TokenKeys | string | null): SettingComparison[] {
  const said = settings['SIGNING_KEY']
  if (typeof said !== 'string' || keys === null || typeof keys === 'string') return []
  const isEqual = isSameKey(said, keys)
  return [
    {
      name: 'SIGNING_KEY',
      django: 'set',
      latchkey: isEqual ? 'the same' : 'another one',
      verdict: isEqual ? 'equal' : 'different',
      breaks: !isEqual,
      mend: isEqual ? null : 'Set SIMPLE_JWT_SIGNING_KEY to the key of Django: neither side takes the tokens of the other.',
    },
  ]
}

function isSameKey(text: string, keys: TokenKeys): boolean {
  try {
    return loadKeys({ algorithm: keys.algorithm, signingKey: text }).verifyingKey.equals(keys.verifyingKey)
  } catch {
    return false
  }
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** A value as it would be written into the environment. */
const assigned = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value ?? 'None'))

function shown(setting: Setting<unknown>, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (value === null) return 'none'
  if (typeof value === 'number' && (setting.read === lifetime || setting.read === duration)) return durationText(value)
  return assigned(value)
}

function durationText(seconds: number): string {
  const units = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'm'],
  ] as const
  const unit = units.find(([size]) => seconds >= size && seconds % size === 0)
  return unit ? `${seconds / unit[0]}${unit[1]}` : `${seconds}s`
}
