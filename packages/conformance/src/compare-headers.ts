import type { ExpectedReply } from './case-format.ts'
import { type Difference, excerpt } from './difference.ts'
import type { Reply } from './reply.ts'
import type { Scope } from './scope.ts'

/** Headers of the HTTP server in front, and those that say how the body is framed. */
const FRAMING: ReadonlySet<string> = new Set(['date', 'server', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'])

type ExpectedHeader = NonNullable<ExpectedReply['headers']>[string]

/** Header values by lower-case name; those of a repeated header are joined with a comma (RFC 9110, 5.3). */
function combinedHeaders(headers: Reply['headers']): Map<string, string> {
  const combined = new Map<string, string>()
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    const before = combined.get(key)
    combined.set(key, before === undefined ? value : `${before}, ${value}`)
  }
  return combined
}

function items(list: readonly string[]): string {
  return [...list].sort().join(', ')
}

function compareHeader(wanted: ExpectedHeader, got: string, scope: Scope): Omit<Difference, 'at'> | null {
  if (typeof wanted === 'string') {
    const text = scope.expand(wanted)
    return got === text ? null : { wanted: excerpt(text), got: excerpt(got) }
  }
  if ('re' in wanted) return new RegExp(wanted.re).test(got) ? null : { wanted: `/${wanted.re}/`, got: excerpt(got) }
  return items(got.split(/,\s*/)) === items(wanted.set) ? null : { wanted: `${items(wanted.set)} in any order`, got: excerpt(got) }
}

/** The expected headers that a reply lacks or changes, and, unless `lenient`, the ones it should not have. */
export function compareHeaders(
  expected: ExpectedReply['headers'] = {},
  headers: Reply['headers'],
  { scope, lenient }: { readonly scope: Scope; readonly lenient: boolean },
): Difference[] {
  const combined = combinedHeaders(headers)
  const differences: Difference[] = []
  for (const [name, wanted] of Object.entries(expected)) {
    const got = combined.get(name)
    const text = typeof wanted === 'string' ? excerpt(wanted) : JSON.stringify(wanted)
    const difference = got === undefined ? { wanted: text, got: null } : compareHeader(wanted, got, scope)
    if (difference) differences.push({ at: `header ${name}`, ...difference })
  }
  if (lenient) return differences
  for (const [name, got] of combined) {
    if (!FRAMING.has(name) && !Object.hasOwn(expected, name)) differences.push({ at: `header ${name}`, wanted: null, got: excerpt(got) })
  }
  return differences
}

/** The order of the headers that Django itself sends. */
export function compareHeaderOrder(expected: readonly string[], headers: Reply['headers']): Difference[] {
  const names = headers.map(([name]) => name.toLowerCase()).filter((name) => !FRAMING.has(name))
  const [wanted, got] = [expected.join(', '), names.join(', ')]
  return wanted === got ? [] : [{ at: 'header order', wanted, got }]
}

/** Content-Length against the recording, and against the body unless that is a HEAD reply's. */
export function compareLength(
  expected: ExpectedReply['length'],
  { headers, body }: Pick<Reply, 'headers' | 'body'>,
  method: string,
): Difference[] {
  const got = combinedHeaders(headers).get('content-length')
  const at = 'header content-length'
  if (expected === undefined) return []
  if (got === undefined) return expected === null ? [] : [{ at, wanted: expected === true ? 'any' : String(expected), got: null }]
  if (typeof expected === 'number' && Number(got) !== expected) return [{ at, wanted: String(expected), got }]
  if (method !== 'HEAD' && Number(got) !== body.length) return [{ at, wanted: `${body.length}, as many bytes as came`, got }]
  return []
}
