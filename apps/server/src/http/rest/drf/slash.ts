import { queryOf } from './url.ts'

// What Django's iri_to_uri leaves alone.
const UNSAFE_IN_QUERY = /[^A-Za-z0-9_.~/#%[\]=:;$&()+,!?*@'-]/g

/**
 * Where a path without its closing slash should have gone: the same place with the slash and the query, re-encoded.
 * It is always a path, never an absolute address.
 */
export function slashedLocation(path: string, url: string): string {
  const query = queryOf(url)
  const target = `${path}/`
  return query === '' ? target : `${target}?${query.replace(UNSAFE_IN_QUERY, percentEncoded)}`
}

/** The query came as bytes, read one by one as characters; Django encodes each of these characters anew. */
function percentEncoded(character: string): string {
  return Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}
