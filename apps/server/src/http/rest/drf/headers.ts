/** Headers of a reply in the order in which Django sends them; names in lower case. */
export type Headers = Record<string, string | string[]>

const JSON_TYPE = 'application/json'
export const HTML_TYPE = 'text/html; charset=utf-8'

/** What Django's security middleware puts on every reply. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const

/** On every reply that came from inside: not on redirects, nor where the host was refused. */
const FRAME_OPTIONS = { 'x-frame-options': 'DENY' } as const

/** Headers of the error pages that stand for a missing or broken view. */
export const PAGE_HEADERS: Readonly<Headers> = { 'content-type': HTML_TYPE, ...FRAME_OPTIONS, ...SECURITY_HEADERS }
/** Headers of the page for a refused host. */
export const BAD_HOST_HEADERS: Readonly<Headers> = { 'content-type': HTML_TYPE, ...SECURITY_HEADERS }

export function redirectHeaders(location: string): Headers {
  return { 'content-type': HTML_TYPE, location, ...SECURITY_HEADERS }
}

/** The headers of one view, made once: they depend on nothing but its `Allow` and what kind of reply it is. */
export interface ViewHeaders {
  readonly json: Readonly<Headers>
  readonly html: Readonly<Headers>
  /** Without a content type, for a reply without a body. */
  readonly empty: Readonly<Headers>
  readonly unauthorizedJson: Readonly<Headers>
  readonly unauthorizedHtml: Readonly<Headers>
  /** For replies that carry tokens. */
  readonly secretJson: Readonly<Headers>
}

export function viewHeaders(view: { allow: string; challenge: string; browsable: boolean }): ViewHeaders {
  const rest: Headers = {
    ...(view.browsable ? { vary: 'Accept' } : {}),
    allow: view.allow,
    ...FRAME_OPTIONS,
    ...SECURITY_HEADERS,
  }
  const json = { 'content-type': JSON_TYPE }
  const html = { 'content-type': HTML_TYPE }
  const challenge = { 'www-authenticate': view.challenge }
  return {
    json: { ...json, ...rest },
    html: { ...html, ...rest },
    empty: rest,
    unauthorizedJson: { ...json, ...challenge, ...rest },
    unauthorizedHtml: { ...html, ...challenge, ...rest },
    secretJson: { ...json, ...rest, 'cache-control': 'no-store' },
  }
}

/** Adds a name to `Vary`, as Django's `patch_vary_headers`; a new header goes before the first of those named, else to the end. */
export function withVary(headers: Readonly<Headers>, name: string, before: readonly string[] = []): Headers {
  const present = headers['vary']
  if (typeof present === 'string') {
    const names = present.toLowerCase().split(/\s*,\s*/)
    return names.includes(name.toLowerCase()) ? { ...headers } : { ...headers, vary: `${present}, ${name}` }
  }
  const result: Headers = {}
  for (const [key, value] of Object.entries(headers)) {
    if (before.includes(key)) result['vary'] ??= name
    result[key] = value
  }
  result['vary'] ??= name
  return result
}

const linesOf = new WeakMap<Readonly<Headers>, readonly string[]>()

/** The headers as Node takes them fastest, names and values in turns; made once for each object, which must not change any more. */
export function headerLines(headers: Readonly<Headers>): readonly string[] {
  let lines = linesOf.get(headers)
  if (lines === undefined) {
    lines = Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [name, value] : value.flatMap((one) => [name, one]),
    )
    linesOf.set(headers, lines)
  }
  return lines
}
