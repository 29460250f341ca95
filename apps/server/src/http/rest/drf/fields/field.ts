import type { DataValue } from '../body/data.ts'
import type { Json } from '../refusal.ts'

/** What a check says of a text: a message, several, or null where it is fine. */
export type Verdict = string | readonly string[] | null
export type Check = (text: string) => Verdict | Promise<Verdict>

/** A field that clients write (DRF's `CharField`). The text is trimmed first; all checks run, and their messages keep their order. */
export interface TextField<Name extends string = string> {
  readonly kind: 'text'
  readonly name: Name
  readonly required: boolean
  readonly allowBlank: boolean
  /** What to say of a value that is no text. */
  readonly invalid: string
  readonly checks: readonly Check[]
  /** What OPTIONS says of it. */
  readonly description: Json
}

/** A field that only replies carry; OPTIONS lists it. */
export interface ReadOnlyField {
  readonly kind: 'read-only'
  readonly name: string
  readonly description: Json
}

export type Field<Name extends string = string> = TextField<Name> | ReadOnlyField

/** A value that was sent for a field; undefined when none was. */
export type SentValue = DataValue | undefined
