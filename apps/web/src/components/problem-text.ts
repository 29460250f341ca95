import { errorOf, isLatchkeyError } from '@latchkey/client'

/** One sentence for a person: the server's own for what it refused, else that it did not answer, with what its log calls the request. */
export function problemText(error: unknown): string {
  const { code } = errorOf(error)
  if (code === null || !(error instanceof Error)) {
    const id = isLatchkeyError(error) ? error.data?.requestId : null
    return `The server did not answer as it should. Please try again.${id ? ` (Request ${id})` : ''}`
  }
  return error.message.endsWith('.') ? error.message : `${error.message}.`
}
