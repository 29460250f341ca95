import { readFileSync } from 'node:fs'
import type { Dialect, JsonObject, JsonValue } from './case-format.ts'
import { dataPath } from './data-folder.ts'

interface RecordedProfile {
  readonly about: string
  readonly simple_jwt?: JsonObject
  readonly sign?: { readonly alg: string; readonly key: string; readonly public?: string }
  readonly latchkey: Readonly<Record<string, string>>
}

interface RecordedProfiles {
  readonly keys: Readonly<Record<string, string>>
  readonly latchkey_base: Readonly<Record<string, string>>
  readonly profiles: Readonly<Record<string, RecordedProfile>>
}

/** One set of settings that cases were recorded under. */
export interface Profile {
  readonly name: string
  readonly about: string
  /** SimpleJWT settings that differ from its defaults, in Django's words. */
  readonly simpleJwt: Readonly<Record<string, JsonValue>>
  /** How a server under this profile signs its tokens; `key` and `publicKey` are names in `keys`. */
  readonly signing: { readonly alg: string; readonly key: string; readonly publicKey: string }
  /** A shared secret or PEM text, by name. */
  readonly keys: Readonly<Record<string, string>>
}

const KEY_FILE = /^@(keys\/.+)$/
const CONFIG_FILE = /^@(configs\/.+)$/

let recorded: RecordedProfiles | undefined

function recordedProfiles(): RecordedProfiles {
  recorded ??= readProfiles()
  return recorded
}

function readProfiles(): RecordedProfiles {
  return JSON.parse(readFileSync(dataPath('profiles.json'), 'utf8'))
}

function recordedProfile(name: string): RecordedProfile {
  const { profiles } = recordedProfiles()
  const found = Object.hasOwn(profiles, name) ? profiles[name] : undefined
  if (!found) throw new RangeError(`there is no profile ${name}; known are ${profileNames().join(', ')}`)
  return found
}

/** The names of all profiles, `default` first. */
export function profileNames(): readonly string[] {
  return Object.keys(recordedProfiles().profiles)
}

let keys: Record<string, string> | undefined

function allKeys(): Readonly<Record<string, string>> {
  keys ??= Object.fromEntries(
    Object.entries(recordedProfiles().keys).map(([name, value]) => {
      const file = KEY_FILE.exec(value)?.[1]
      return [name, file === undefined ? value : readFileSync(dataPath(file), 'utf8')]
    }),
  )
  return keys
}

/** The profile of that name. Throws a `RangeError` that lists the known names if there is none. */
export function profileNamed(name: string): Profile {
  const { about, simple_jwt, sign } = recordedProfile(name)
  const { alg, key, public: publicKey = key } = sign ?? { alg: 'HS256', key: 'hs' }
  return { name, about, simpleJwt: simple_jwt ?? {}, signing: { alg, key, publicKey }, keys: allKeys() }
}

/**
 * The environment to start Latchkey with so that it stands where the recorded Django stood. Key files come as `@/absolute/path`, a
 * config file as `/absolute/path`.
 * Host, port and database are the caller's choice. Throws a `RangeError` if there is no such profile.
 */
export function environmentFor(profile: string, dialect: Dialect): Record<string, string> {
  const settings = { ...recordedProfiles().latchkey_base, ...recordedProfile(profile).latchkey, LATCHKEY_DIALECT: dialect }
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      value.replace(KEY_FILE, (_all, file: string) => `@${dataPath(file)}`).replace(CONFIG_FILE, (_all, file: string) => dataPath(file)),
    ]),
  )
}
