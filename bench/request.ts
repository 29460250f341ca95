/** What a scenario sends. */
export interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** A GET, as the bearer of an access token. */
export const get = (path: string, access: string): Request => ({
  method: 'GET',
  path,
  headers: { authorization: `Bearer ${access}` },
  body: null,
})

/** A POST of JSON. */
export const post = (path: string, data: Readonly<Record<string, string>>): Request => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(data),
})

/** Sends a request once. Resolves with the JSON of the reply; rejects if it is not a success. */
export async function send(address: string, { method, path, headers, body }: Request): Promise<unknown> {
  const response = await fetch(address + path, { method, headers, body })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return JSON.parse(text)
}
