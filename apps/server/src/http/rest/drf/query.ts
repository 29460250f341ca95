import { SuspiciousRequest } from './refusal.ts'

/** Django's DATA_UPLOAD_MAX_NUMBER_FIELDS, for queries and forms alike; every `&` begins a field, empty ones too. */
export const MAX_FIELDS = 1000

/** The pairs of a query or form, still encoded. A name without `=` has an empty value. Throws `SuspiciousRequest` for more than 1000. */
export function* encodedPairs(text: string): Generator<readonly [name: string, value: string]> {
  const pairs = text.split('&', MAX_FIELDS + 1)
  if (pairs.length > MAX_FIELDS) throw new SuspiciousRequest('too many fields')
  for (const pair of pairs) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    yield at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
  }
}

/** Python's `unquote_plus`: what is no percent code stays as it is, and the decoder says what to do with bad bytes. */
export function unquotePlus(text: string, decode: (bytes: Buffer) => string): string {
  const spaced = text.replaceAll('+', ' ')
  return spaced.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => decode(Buffer.from(run.replaceAll('%', ''), 'hex')))
}

/** The last value of a name in a query (Django's `QueryDict.get`), undefined when it is absent. Throws `SuspiciousRequest`. */
export function lastQueryValue(query: string, name: string): string | undefined {
  let found: string | undefined
  for (const [encodedName, encodedValue] of encodedPairs(query)) {
    if (unquotePlus(encodedName, utf8) === name) found = unquotePlus(encodedValue, utf8)
  }
  return found
}

function utf8(bytes: Buffer): string {
  return bytes.toString('utf8')
}
