import type { Check, ReadOnlyField, TextField } from './field.ts'

export interface TextOptions {
  /** As OPTIONS shows it; by default the name with a capital. */
  readonly label?: string
  readonly helpText?: string
  /** In code points. */
  readonly maxLength?: number
  readonly required?: boolean
  readonly allowBlank?: boolean
  readonly type?: 'string' | 'email'
  readonly invalid?: string
  /** Run before those that every text field has. */
  readonly checksBefore?: readonly Check[]
  /** Run after them. */
  readonly checksAfter?: readonly Check[]
}

/** A text field that is required and not blank, unless told otherwise. */
export function text<Name extends string>(name: Name, options: TextOptions = {}): TextField<Name> {
  const { required = true, maxLength } = options
  return {
    kind: 'text',
    name,
    required,
    allowBlank: options.allowBlank ?? false,
    invalid: options.invalid ?? 'Not a valid string.',
    checks: [
      ...(options.checksBefore ?? []),
      ...(maxLength === undefined ? [] : [noLongerThan(maxLength)]),
      withoutNull,
      wellFormed,
      ...(options.checksAfter ?? []),
    ],
    description: {
      type: options.type ?? 'string',
      required,
      read_only: false,
      label: options.label ?? capitalised(name),
      ...(options.helpText === undefined ? {} : { help_text: options.helpText }),
      ...(maxLength === undefined ? {} : { max_length: maxLength }),
    },
  }
}

export function readOnly(name: string, options: { type: 'string' | 'integer'; label: string }): ReadOnlyField {
  return { kind: 'read-only', name, description: { type: options.type, required: false, read_only: true, label: options.label } }
}

const withoutNull: Check = (value) => (value.includes('\0') ? 'Null characters are not allowed.' : null)

const LONE_SURROGATE = /\p{Surrogate}/u

const wellFormed: Check = (value) => {
  if (value.isWellFormed()) return null
  const [found = ''] = LONE_SURROGATE.exec(value) ?? []
  return `Surrogate characters are not allowed: U+${found.charCodeAt(0).toString(16).toUpperCase()}.`
}

function noLongerThan(limit: number): Check {
  const message = `Ensure this field has no more than ${limit} characters.`
  return (value) => (value.length > limit && codePoints(value) > limit ? message : null)
}

function codePoints(value: string): number {
  let count = 0
  for (const _character of value) count += 1
  return count
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
