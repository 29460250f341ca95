import { type MOUNT_SETTINGS, MOUNTS, type MountName, type MountSetting } from './mount-settings.ts'
import type { Setting, ValuesOf } from './setting.ts'

type Environment = Readonly<Record<string, string | undefined>>
type File = Readonly<Record<string, unknown>>
type Settings = Record<string, Setting<unknown>>

const isObject = (value: unknown): value is File => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Where settings are said: the environment first, then the config file. Collects what is wrong instead of stopping at the first problem. */
export class Source {
  readonly #problems = new Set<string>()
  readonly #env: Environment
  readonly #file: File
  readonly #mounts: Readonly<Record<string, File>>

  constructor(env: Environment, file: File) {
    const { mounts = {}, ...rest } = file
    this.#env = env
    this.#file = rest
    this.#mounts = this.#readMounts(mounts)
  }

  /** Each problem once, also where it spoils the value of every mount. */
  get problems(): readonly string[] {
    return [...this.#problems]
  }

  /** Runs a step; its failure becomes a problem under this name. */
  attempt<T>(name: string, step: () => T): T | undefined {
    try {
      return step()
    } catch (error) {
      this.#problems.add(`${name} ${error instanceof Error ? error.message : 'cannot be used'}`)
      return undefined
    }
  }

  refuse(name: string, why: string): void {
    this.#problems.add(`${name} ${why}`)
  }

  /** The problems of a value that was read elsewhere, each a sentence that names what to mend. */
  report(problems: readonly string[]): void {
    for (const problem of problems) this.#problems.add(`${problem} (in the config file)`)
  }

  /** What the config file says under a name that has no form in the environment. */
  inFile(key: string): unknown {
    return this.#file[key]
  }

  values<S extends Settings>(settings: S): ValuesOf<S> {
    return this.#read(settings, (key, { standard }) => ({ said: this.#said(settings, key), standard }))
  }

  mountValues(settings: typeof MOUNT_SETTINGS, mount: MountName): ValuesOf<typeof MOUNT_SETTINGS> {
    return this.#read(settings, (key) => {
      // The keys are those of `settings`, whose members all are mount settings.
      const { standards } = settings[key as keyof typeof settings] as MountSetting<unknown>
      return { said: this.#said(settings, key, mount), standard: standards[mount] }
    })
  }

  /** Whether the operator said anything about this setting for this mount. */
  isSaid(settings: Settings, key: string, mount: MountName): boolean {
    return this.#said(settings, key, mount) !== undefined
  }

  /** Names that nobody reads are mistakes: a wrong letter must not leave a default in force unnoticed. */
  refuseUnknown(known: {
    settings: readonly Settings[]
    mount: Settings
    removed: Readonly<Record<string, string>>
    others: readonly string[]
    /** Names of the config file that have no form in the environment. */
    fileOnly: readonly string[]
  }): void {
    const all = known.settings.flatMap((settings) => Object.entries(settings))
    const names = new Set([...all.map(([, { name }]) => name), ...known.others])
    for (const name of Object.keys(this.#env)) {
      if (!/^(SIMPLE_JWT|LATCHKEY)_/.test(name) || names.has(name)) continue
      const instead = known.removed[name]
      this.#problems.add(instead ? `${name} was removed from SimpleJWT: use ${instead}` : `${name} is not a setting of Latchkey`)
    }
    const keys = new Set([...all.map(([key]) => key), ...known.fileOnly])
    this.#refuseKeys(this.#file, keys, '')
    for (const [mount, file] of Object.entries(this.#mounts)) this.#refuseKeys(file, new Set(Object.keys(known.mount)), `mounts.${mount}.`)
  }

  #refuseKeys(file: File, known: ReadonlySet<string>, prefix: string): void {
    for (const key of Object.keys(file)) {
      if (!known.has(key)) this.#problems.add(`${prefix}${key} in the config file is not a setting of Latchkey`)
    }
  }

  #readMounts(mounts: unknown): Record<string, File> {
    if (!isObject(mounts)) {
      this.#problems.add('mounts in the config file must be an object')
      return {}
    }
    const read: Record<string, File> = {}
    for (const [mount, file] of Object.entries(mounts)) {
      if (!MOUNTS.some((known) => known === mount))
        this.#problems.add(`mounts.${mount} in the config file: mounts are ${MOUNTS.join(', ')}`)
      else if (isObject(file)) read[mount] = file
      else this.#problems.add(`mounts.${mount} in the config file must be an object`)
    }
    return read
  }

  #said(settings: Settings, key: string, mount?: MountName): { label: string; value: unknown } | undefined {
    const name = settings[key]?.name ?? key
    const fromEnvironment = this.#env[name]
    // Compose files and unit files pass on variables that nobody set as empty ones.
    if (fromEnvironment !== undefined && fromEnvironment !== '') return { label: name, value: fromEnvironment }
    const own = mount === undefined ? undefined : this.#mounts[mount]
    if (own && Object.hasOwn(own, key)) return { label: `mounts.${mount}.${key}`, value: own[key] }
    if (Object.hasOwn(this.#file, key)) return { label: key, value: this.#file[key] }
    return undefined
  }

  #read<S extends Settings>(
    settings: S,
    find: (key: string, setting: Setting<unknown>) => { said: { label: string; value: unknown } | undefined; standard: unknown },
  ): ValuesOf<S> {
    const values: Record<string, unknown> = {}
    for (const [key, setting] of Object.entries(settings)) {
      const { said, standard } = find(key, setting)
      values[key] = (said && this.attempt(said.label, () => setting.read(said.value))) ?? standard
    }
    // Each value came from the reader, or is the default, of the setting under its key.
    return values as ValuesOf<S>
  }
}
