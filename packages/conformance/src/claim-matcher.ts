import type { JsonObject, JsonValue } from './case-format.ts'
import { asciiJsonString } from './python-json.ts'
import type { Scope } from './scope.ts'

/** What a claim written by the server is held against. */
export interface ClaimContext {
  readonly scope: Scope
  /** Unix time in whole seconds between which a claim that says "now" must lie. */
  readonly earliest: number
  readonly latest: number
}

export interface ClaimMatcher {
  /** For people: what would do. */
  readonly wanted: string
  /** The JSON text of a fitting value at that offset of the payload, or null. */
  readonly read: (payload: string, offset: number) => string | null
  /** Why a value of fitting form is wrong all the same, or null. */
  readonly objection?: (text: string) => string | null
}

function exactly(text: string): ClaimMatcher {
  return { wanted: text, read: (payload, offset) => (payload.startsWith(text, offset) ? text : null) }
}

function formed(wanted: string, form: string): ClaimMatcher {
  return {
    wanted,
    read: (payload, offset) => {
      const pattern = new RegExp(form, 'y')
      pattern.lastIndex = offset
      return pattern.exec(payload)?.[0] ?? null
    },
  }
}

function signed(seconds: number): string {
  return `now${seconds < 0 ? '' : '+'}${seconds}`
}

function around(offset: number, { earliest, latest }: ClaimContext): ClaimMatcher {
  return {
    ...formed(signed(offset), '-?\\d+'),
    objection: (text) => {
      const moment = Number(text) - offset
      return moment >= earliest && moment <= latest ? null : `${text}, which is ${signed(Number(text) - latest)}`
    },
  }
}

function freshId(digits: number, { scope }: ClaimContext): ClaimMatcher {
  return {
    ...formed(`an id of ${digits} hexadecimal digits, never seen before`, `"[0-9a-f]{${digits}}"`),
    objection: (text) => (scope.holds(text.slice(1, -1)) ? `${text}, which was used before` : null),
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The matcher for an expected claim. Throws a `TypeError` for a form that is none, and a `RangeError` for an unknown variable. */
export function claimMatcher(expected: JsonValue, context: ClaimContext): ClaimMatcher {
  const { scope } = context
  if (typeof expected === 'string') return exactly(asciiJsonString(expected))
  if (!isObject(expected)) return exactly(JSON.stringify(expected))
  const [form, argument] = Object.entries(expected)[0] ?? []
  switch (form) {
    case 'now':
      return around(Number(argument), context)
    case 'hex':
      return freshId(Number(argument), context)
    case 'md5':
      return formed('an MD5 digest in upper case', '"[0-9A-F]{32}"')
    case 'var':
      return exactly(asciiJsonString(scope.get(String(argument))))
    case 'varint':
      return exactly(scope.get(String(argument)))
    case 'tpl':
      return exactly(asciiJsonString(scope.expand(String(argument))))
    case 'raw':
      return exactly(String(argument))
    default:
      throw new TypeError(`${JSON.stringify(expected)} is no way to describe a claim`)
  }
}
