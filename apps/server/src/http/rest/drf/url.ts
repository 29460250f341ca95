const END_OF_PATH = /[?#]/

/** The path of a request's URL, still encoded. */
export function pathOf(url: string): string {
  const end = url.search(END_OF_PATH)
  return end === -1 ? url : url.slice(0, end)
}

/** The query of a request's URL without its `?`; empty when there is none. A fragment, which has no business here, is cut off. */
export function queryOf(url: string): string {
  const [withoutFragment = ''] = url.split('#', 1)
  const at = withoutFragment.indexOf('?')
  return at === -1 ? '' : withoutFragment.slice(at + 1)
}

/** The path of a URL with its percent codes decoded; null when they are no UTF-8. */
export function decodedPath(url: string): string | null {
  const path = pathOf(url)
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
  const path = pathOf(url)
  if (!path.includes('%')) return url
  const decodable = decodedPath(path) === null ? path.replaceAll('%', '%25') : path.replace(/%2f/gi, '/')
  return decodable + url.slice(path.length)
}
