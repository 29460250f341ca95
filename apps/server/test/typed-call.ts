/** One call of the typed face as it goes over the wire: no client of ours in between. */
export async function call(
  base: string,
  procedure: string,
  { input, method = 'POST', headers = {} }: { input?: unknown; method?: 'GET' | 'POST'; headers?: Record<string, string> } = {},
) {
  const query = method === 'GET' && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
  const reply = await fetch(`${base}/trpc/${procedure}${query}`, {
    method,
    headers: { ...(method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(method === 'POST' ? { body: JSON.stringify(input) ?? '' } : {}),
  })
  const text = await reply.text()
  const body: TypedReply = JSON.parse(text)
  return { status: reply.status, headers: reply.headers, text: withoutRequestId(text), data: body.result?.data, error: body.error }
}

/** Two replies that say the same differ in this alone. */
const withoutRequestId = (text: string): string => text.replace(/,?"requestId":"[^"]*"/g, '')

interface TypedReply {
  result?: { data?: Record<string, unknown> }
  error?: { message: string; data: { code: string; error: string | null; reason: string | null; fields: Record<string, string[]> | null } }
}

export const CREDENTIALS = { username: 'alice', password: 'correct horse battery' }

/** Registers CREDENTIALS (or another name) through the typed face; the tokens come in the reply. */
export async function register(base: string, username = CREDENTIALS.username, headers: Record<string, string> = {}) {
  const { data } = await call(base, 'auth.register', { input: { ...CREDENTIALS, username }, headers })
  return { access: String(data?.['access']), refresh: String(data?.['refresh']) }
}
