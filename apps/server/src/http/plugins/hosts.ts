import type { IncomingMessage } from 'node:http'

const HOST = /^([a-z0-9.-]+|\[[a-f0-9]*:[a-f0-9.:]+\])(?::[0-9]+)?$/

/**
 * Whether a `Host` header is well formed and allowed, as Django's `get_host` decides: a pattern that begins with a dot
 * covers the domain and everything below it, `*` covers anything, the port and one trailing dot do not count.
 */
export function createHostCheck(allowedHosts: readonly string[]): (host: string) => boolean {
  const patterns = allowedHosts.map((pattern) => pattern.toLowerCase())
  const remembered = new Map<string, boolean>()
  return (host) => {
    const known = remembered.get(host)
    if (known !== undefined) return known
    const verdict = isAllowed(host, patterns)
    // Callers choose the header: remember a few of the good ones only.
    if (verdict && remembered.size < 100) remembered.set(host, true)
    return verdict
  }
}

function isAllowed(host: string, patterns: readonly string[]): boolean {
  const domain = domainOf(host)
  return domain !== '' && patterns.some((pattern) => covers(pattern, domain))
}

function domainOf(host: string): string {
  const [, domain = ''] = HOST.exec(host.toLowerCase()) ?? []
  return domain.endsWith('.') ? domain.slice(0, -1) : domain
}

function covers(pattern: string, domain: string): boolean {
  if (pattern === '*' || pattern === domain) return true
  return pattern.startsWith('.') && (domain.endsWith(pattern) || domain === pattern.slice(1))
}

/**
 * The host that a request names; a request of HTTP/1.0 without one is for the address that it came to.
 * Empty, which no check allows, when it names two: proxies and servers do not agree on which of them counts.
 */
export function hostOf(raw: IncomingMessage): string {
  const { host } = raw.headers
  if (host === undefined) return raw.socket.localAddress ?? ''
  return namesOneHost(raw.rawHeaders) ? host : ''
}

function namesOneHost(rawHeaders: readonly string[]): boolean {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1
  }
  return count < 2
}
