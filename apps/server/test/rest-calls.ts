/** A JSON POST to the REST face; the reply's status and its body as it came. */
export async function post(base: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const reply = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await reply.text()
  return { status: reply.status, headers: reply.headers, text, json: (): Record<string, unknown> => JSON.parse(text) }
}

export const bearer = (access: string): Record<string, string> => ({ authorization: `Bearer ${access}` })

/** Registers a user and logs in at a mount's token route. */
export async function signUp(base: string, { mount = '/', username = 'alice' }: { mount?: string; username?: string } = {}) {
  const credentials = { username, password: 'correct horse battery' }
  await post(base, '/api/register/', { ...credentials, email: `${username}@example.com` })
  const pair = (await post(base, `${mount}token/`, credentials)).json()
  return { ...credentials, access: String(pair['access']), refresh: String(pair['refresh']) }
}
