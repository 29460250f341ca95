import { errorOf } from '@latchkey/client'

/** One sentence for a person: the server's own for what it refused, else that it did not answer. */
export function problemText(error: unknown): string {
  const { code } = errorOf(error)
  if (code === null || !(error instanceof Error)) return 'The server did not answer as it should. Please try again.'
  return error.message.endsWith('.') ? error.message : `${error.message}.`
}
