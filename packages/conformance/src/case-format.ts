/** A value as JSON can write it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [name: string]: JsonValue
}

/** Which SimpleJWT was recorded: 5.2.2 or 5.5.1. */
export type Dialect = '5.2' | '5.5'

/** One recorded exchange: variables from `steps`, a request made with them, and the reply that Django gave. */
export interface ConformanceCase {
  /** `profile:group:name`, unique within a dialect. */
  readonly id: string
  readonly group: string
  readonly profile: string
  readonly tags?: readonly string[]
  readonly note?: string
  readonly steps?: readonly Step[]
  readonly request: RecordedRequest
  readonly expect: ExpectedReply
}

/** Text in `path`, header values and bodies may quote variables as `{{name}}`. */
export interface RecordedRequest {
  readonly method: string
  readonly path: string
  /** Sent in this order, as Latin-1. Host, Connection and Content-Length are added where they are missing. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: RecordedBody | null
  readonly chunked?: boolean
}

export type RecordedBody =
  | string
  | { readonly b64: string }
  | { readonly encoding: 'utf16be' | BufferEncoding; readonly text: string }
  | { readonly repeat: RepeatedText }

/** `unit` written `count` times; `{i}` in it counts from 0. */
export interface RepeatedText {
  readonly before?: string
  readonly unit: string
  readonly count: number
  readonly after?: string
}

export type Step = SetStep | HttpStep | MintStep | EditStep | SharedStep

/** Variables from text. */
interface SetStep {
  readonly set: Readonly<Record<string, string>>
}

/** A request that must answer `status` (default 200); then variables from its JSON, by dotted path, and from claims of captured tokens. */
export interface HttpStep {
  readonly http: RecordedRequest
  readonly status?: number
  readonly capture?: Readonly<Record<string, string>>
  readonly claims?: Readonly<Record<string, readonly [tokenVariable: string, claim: string]>>
}

interface MintStep {
  readonly mint: TokenRecipe
}

/**
 * A token to sign with the profile's key. Claims are JSON, or one of `{$now: seconds}`, `{$hex: digits}`, `{$var}`, `{$varint}`,
 * `{$tpl: text}`, `{$raw: text}`, `{$omit: true}`. Unless `exact`, they are laid over an access token of user 900001 that lives 300 s.
 */
export interface TokenRecipe {
  readonly as: string
  readonly claims?: JsonObject
  readonly exact?: boolean
  readonly alg?: string
  /** Name of a key in `profiles.json`. */
  readonly key?: string
  readonly header?: JsonObject
  readonly header_raw?: string
  readonly header_encoding?: BufferEncoding
  /** The payload's text; `@now@`, `@now+60@`, `@now-60@` and `@hex32@` are filled in. */
  readonly payload_raw?: string
  readonly payload_encoding?: BufferEncoding
  readonly unsigned?: boolean
}

/** Damage done to the token in variable `token`. */
interface EditStep {
  readonly edit: { readonly as: string; readonly token: string; readonly op: string }
}

/** Steps that run once in a run; every case that quotes the same ones gets the same variables. */
export interface SharedStep {
  readonly shared: string
  readonly steps: readonly Step[]
}

export interface ExpectedReply {
  readonly status: number
  readonly reason?: string
  /** By lower-case name: exact text, comma-separated items in any order, or a pattern. */
  readonly headers?: Readonly<Record<string, string | { readonly set: readonly string[] } | { readonly re: string }>>
  readonly order?: readonly string[]
  /** Content-Length: a number of bytes, `true` for whatever the body has, `null` if Django leaves it to the HTTP server. */
  readonly length?: number | boolean | null
  /** Exact text with `{{var}}`, `<<int>>`, `<<hex32>>` and `<<jwt:NAME>>`, or a digest, or anything. */
  readonly body?: string | { readonly any: true } | { readonly sha256: string; readonly bytes: number } | null
  /** What the tokens named in the body must hold. */
  readonly tokens?: Readonly<Record<string, ExpectedToken>>
}

/**
 * The exact header text, and the claims in order: each a JSON scalar, or `{now: seconds}`, `{hex: digits}` (a fresh id), `{var}`,
 * `{varint}`, `{tpl}`, `{raw}`, `{md5: true}`.
 */
export interface ExpectedToken {
  readonly header: string
  readonly claims: readonly (readonly [name: string, value: JsonValue])[]
}
