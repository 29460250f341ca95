import type { BrowserContext, ConsoleMessage } from 'playwright-core'

// The browser's own words for a reply that is an error, and for a server that does not answer.
const NOT_LOADED = /^Failed to load resource: (?:the server responded with a status of (4\d\d) |net::(ERR_\w+)$)/

/** What the browser says by itself of a call that fails, as `401 auth.refresh`; null for every other line. */
function failedCall(message: ConsoleMessage): string | null {
  const [, status, failure] = NOT_LOADED.exec(message.text()) ?? []
  const { pathname } = URL.parse(message.location().url) ?? { pathname: '' }
  const reason = status ?? failure
  return reason !== undefined && pathname.startsWith('/trpc/') ? `${reason} ${pathname.slice('/trpc/'.length)}` : null
}

/**
 * Collects what must not happen on any page: uncaught errors, and warnings and errors in the console, where the browser reports what a page's
 * policy refuses too. `expected` names the failing calls that a test provokes.
 */
export function watchConsole(context: BrowserContext, expected: readonly string[]): string[] {
  const troubles: string[] = []
  context.on('weberror', (event) => troubles.push(`uncaught: ${event.error().message}`))
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const call = failedCall(message)
    if (call === null || !expected.includes(call)) troubles.push(call ?? `${message.type()}: ${message.text()}`)
  })
  return troubles
}
