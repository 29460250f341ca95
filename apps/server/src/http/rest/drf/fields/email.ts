import { isIP } from 'node:net'

const INVALID = 'Enter a valid email address.'
/** In code points (RFC 3696 section 3). */
const MAX_LENGTH = 320

// The four letters beyond ASCII are those that Python's re.IGNORECASE finds in [A-Z].
const ATOM = "[-!#$%&'*+/=?^_`{}|~0-9A-Z\u0130\u0131\u017f\u212a]+"
const DOT_ATOM = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, 'i')
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 5322 lets a quoted string hold control characters.
const QUOTED_STRING = /^"(?:[\x01-\x08\x0b\x0c\x0e-\x1f!#-[\]-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*"$/
const LABEL = /^(?!-)[a-z\u00a1-\uffff0-9-]{1,63}(?<!-)$/iu
const TOP_LABEL = /^(?!-)(?:[a-z\u00a1-\uffff-]{2,63}|xn--[a-z0-9]{1,59})(?<!-)$/iu
const ADDRESS_LITERAL = /^\[([A-F0-9:.]+)\]$/i

/**
 * The check of Django's `EmailValidator`: a dot-atom or a quoted string, then a domain with a dot (letters of any
 * script; the last label without digits unless it is punycode), `localhost`, or an address in brackets.
 */
export function checkEmail(text: string): string | null {
  const at = text.lastIndexOf('@')
  if (at === -1 || Array.from(text).length > MAX_LENGTH) return INVALID
  const local = text.slice(0, at)
  if (!DOT_ATOM.test(local) && !QUOTED_STRING.test(local)) return INVALID
  return isDomain(text.slice(at + 1)) ? null : INVALID
}

function isDomain(domain: string): boolean {
  if (domain === 'localhost') return true
  const literal = ADDRESS_LITERAL.exec(domain)
  if (literal !== null) return isIP(literal[1] ?? '') !== 0
  const labels = domain.split('.')
  const top = labels.pop() ?? ''
  return labels.length > 0 && TOP_LABEL.test(top) && labels.every((label) => LABEL.test(label))
}
