type Damage = (segments: { token: string; header: string; payload: string; signature: string }) => string

function flipAt(text: string, index: number): string {
  return `${text.slice(0, index)}${text[index] === 'A' ? 'B' : 'A'}${text.slice(index + 1)}`
}

const DAMAGES = new Map<string, Damage>([
  ['flip-header', ({ header, payload, signature }) => `${flipAt(header, 5)}.${payload}.${signature}`],
  ['flip-payload', ({ header, payload, signature }) => `${header}.${flipAt(payload, 10)}.${signature}`],
  ['flip-signature', ({ header, payload, signature }) => `${header}.${payload}.${flipAt(signature, 5)}`],
  ['swap-payload-signature', ({ header, payload, signature }) => `${header}.${signature}.${payload}`],
  ['drop-signature', ({ header, payload }) => `${header}.${payload}.`],
  ['one-segment', ({ header }) => header],
  ['two-segments', ({ header, payload }) => `${header}.${payload}`],
  ['four-segments', ({ token }) => `${token}.AAAA`],
  ['truncate', ({ token }) => token.slice(0, -4)],
  ['pad', ({ token }) => `${token}=`],
  ['append-char', ({ token }) => `${token}A`],
  ['upper', ({ token }) => token.toUpperCase()],
  ['space-inside', ({ token }) => `${token.slice(0, 20)} ${token.slice(20)}`],
  ['std-alphabet', ({ token }) => token.replaceAll('-', '+').replaceAll('_', '/')],
])

/** The token with the named damage done to it. Throws a `RangeError` for a name that is none. */
export function editToken(token: string, operation: string): string {
  const damage = DAMAGES.get(operation)
  if (!damage) throw new RangeError(`there is no edit ${operation}; known are ${[...DAMAGES.keys()].join(', ')}`)
  const [header = '', payload = '', signature = ''] = token.split('.')
  return damage({ token, header, payload, signature })
}
