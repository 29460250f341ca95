import type { IncomingMessage } from 'node:http'
import { SuspiciousRequest } from '../refusal.ts'

/** The most bytes of a body, or of its text fields, that are taken (Django's DATA_UPLOAD_MAX_MEMORY_SIZE). */
export const MAX_BODY_BYTES = 2_621_440

/** A body up to this size is read to its end before a reply that did not want it: closing early would lose the reply on the way. */
const MAX_DRAINED_BYTES = 10_000_000

/** Reads the body whole. Throws `SuspiciousRequest`, before reading, when `length` (bytes) is over the limit. */
export function readBytes(raw: IncomingMessage, length: number): Promise<Buffer> {
  if (length > MAX_BODY_BYTES) return Promise.reject(new SuspiciousRequest('the body is too large'))
  const chunks: Buffer[] = []
  return readChunks(raw, (chunk) => chunks.push(chunk)).then(() => {
    const [only] = chunks
    return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks)
  })
}

/** Hands over the body piece by piece. What `take` throws ends the reading and rejects; the rest of the body stays unread. */
export function readChunks(raw: IncomingMessage, take: (chunk: Buffer) => void): Promise<void> {
  if (raw.readableEnded) return Promise.resolve()
  if (raw.destroyed) return Promise.reject(new SuspiciousRequest('the client went away'))
  return new Promise((resolve, reject) => {
    const onData = (chunk: Buffer): void => {
      try {
        take(chunk)
      } catch (error) {
        raw.pause()
        finish(error)
      }
    }
    const onEnd = (): void => finish(null)
    const onClose = (): void => finish(new SuspiciousRequest('the client went away'))
    const finish = (error: unknown): void => {
      raw.off('data', onData).off('end', onEnd).off('error', onClose).off('close', onClose)
      if (error === null) resolve()
      else reject(error)
    }
    raw.on('data', onData).on('end', onEnd).on('error', onClose).on('close', onClose)
    raw.resume()
  })
}

/** What becomes of the rest of a body when the reply is ready: it is read and thrown away, or the connection ends. */
export function fateOfRest(raw: IncomingMessage, length: number): 'nothing left' | 'drain' | 'close' {
  if (length === 0 || raw.readableEnded || raw.destroyed) return 'nothing left'
  return length <= MAX_DRAINED_BYTES ? 'drain' : 'close'
}

/** Reads the rest of the body and forgets it. Never rejects. */
export function drain(raw: IncomingMessage): Promise<void> {
  return readChunks(raw, () => {}).catch(() => {})
}
