import { queryOf } from './query.ts'

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

/** The path of a URL with its percent codes decoded; null when they are no UTF-8. */
export function decodedPath(url: string): string | null {
  const at = url.indexOf('?')
  const path = at === -1 ? url : url.slice(0, at)
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/**
 * Writes a path so that the router sees what Django would: an encoded slash is a slash, and a path that cannot be
 * decoded becomes one that no route has. Everything else, the query included, stays as it was sent.
 */
export function canonicalUrl(url: string): string {
  if (!url.includes('%')) return url
  const at = url.indexOf('?')
  const path = at === -1 ? url : url.slice(0, at)
  if (!path.includes('%')) return url
  const decodable = decodedPath(path) === null ? path.replaceAll('%', '%25') : path.replace(/%2f/gi, '/')
  return at === -1 ? decodable : decodable + url.slice(at)
}
