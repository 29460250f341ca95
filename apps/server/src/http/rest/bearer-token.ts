import { Refusal } from './drf/refusal.ts'
import { BAD_AUTHORIZATION_HEADER } from './wording.ts'

const BLANKS = /[ \t\n\v\f\r]+/

/**
 * Takes the token out of an authorization header, as SimpleJWT: null when the header is absent or of another scheme
 * (schemes are compared exactly). Throws `Refusal` for a right scheme without exactly one word behind it.
 */
export function bearerToken(header: string | undefined, schemes: readonly string[]): string | null {
  if (header === undefined || header === '') return null
  const words = header.split(BLANKS)
  if (words[0] === '') words.shift()
  if (words.at(-1) === '') words.pop()
  const [scheme, token] = words
  if (scheme === undefined || !schemes.includes(scheme)) return null
  if (token !== undefined && words.length === 2) return token
  throw new Refusal(401, { detail: BAD_AUTHORIZATION_HEADER, code: 'bad_authorization_header' })
}
