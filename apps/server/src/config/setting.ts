import type { Reader } from './readers.ts'

/** One name of the configuration. The README's table is made of these, and a test holds the two together. */
export interface Setting<T> {
  /** Its name in the environment. */
  readonly name: string
  readonly read: Reader<T>
  readonly standard: T
  /** What it does, for the README. */
  readonly about: string
  /** How the default is written for people, where the value itself does not say it. */
  readonly standardText?: string
}

export type ValuesOf<Settings extends Record<string, Setting<unknown>>> = {
  readonly [Key in keyof Settings]: Settings[Key] extends Setting<infer T> ? T : never
}

export const setting = <T>(
  name: string,
  read: Reader<T>,
  rest: { standard: NoInfer<T>; about: string; standardText?: string },
): Setting<T> => ({ name, read, ...rest })
