import { PyFloat, str, strip } from '@latchkey/python'
import type { Data } from '../body/data.ts'
import { Refusal } from '../refusal.ts'
import type { Field, SentValue, TextField, Verdict } from './field.ts'

/** The validated texts by field name; a field that is not required and was not sent is the empty text. */
export type Values<Name extends string> = Readonly<Record<Name, string>>

/**
 * Validates a body against the fields of a view as a DRF serializer does. Throws `Refusal` 400 with the messages of
 * every field, in the order of the fields. Names that are no fields are not looked at.
 */
export async function readFields<Name extends string>(fields: readonly Field<Name>[], data: Data): Promise<Values<Name>> {
  if (data.type !== 'dict') throw notADictionary(data)
  const values: Partial<Record<Name, string>> = {}
  const errors: Record<string, readonly string[]> = {}
  for (const field of fields) {
    if (field.kind !== 'text') continue
    const read = readText(field, data.get(field.name))
    if (typeof read === 'string') {
      const found = read === '' ? NO_MESSAGES : failedChecks(field, read)
      const messages = found instanceof Promise ? await found : found
      if (messages.length > 0) errors[field.name] = messages
      values[field.name] = read
    } else errors[field.name] = [read.problem]
  }
  for (const _name in errors) throw new Refusal(400, errors)
  // Every name has been given a text: the loop above threw otherwise.
  return values as Values<Name>
}

const NO_MESSAGES: readonly string[] = []

function notADictionary(data: Data): Refusal {
  const message = data.type === 'NoneType' ? 'No data provided' : `Invalid data. Expected a dictionary, but got ${data.type}.`
  return new Refusal(400, { non_field_errors: [message] })
}

/** The trimmed text, or what is wrong with the value. */
function readText(field: TextField, value: SentValue): string | { problem: string } {
  if (value === undefined) return field.required ? { problem: 'This field is required.' } : ''
  if (value === null) return { problem: 'This field may not be null.' }
  const text = asText(value)
  if (text === null) return { problem: field.invalid }
  const trimmed = strip(text)
  return trimmed === '' && !field.allowBlank ? { problem: 'This field may not be blank.' } : trimmed
}

/** Strings and numbers are texts, booleans and everything that has parts are not. */
function asText(value: NonNullable<SentValue>): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof PyFloat) return str(value)
  return null
}

/** A promise only if a check is one: most requests wait for none. */
function failedChecks({ checks }: TextField, text: string): readonly string[] | Promise<readonly string[]> {
  const verdicts = checks.map((check) => check(text))
  return verdicts.every(isGiven) ? messagesOf(verdicts) : Promise.all(verdicts).then(messagesOf)
}

const isGiven = (verdict: Verdict | Promise<Verdict>): verdict is Verdict => !(verdict instanceof Promise)

const messagesOf = (verdicts: readonly Verdict[]): readonly string[] => verdicts.flatMap((verdict) => verdict ?? [])
