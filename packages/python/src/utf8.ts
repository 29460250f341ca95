import { PyUnicodeError } from './py-value-error.ts'

// With ignoreBOM the mark stays in the text, where Python's JSON reader wants to see it.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Decodes UTF-8 as a Python stream reader does: an incomplete sequence at the very end is dropped silently, anything
 * else that is wrong throws `PyUnicodeError` in Python's words, with positions in bytes.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    return strict.decode(bytes.subarray(0, completeLength(bytes)))
  }
}

function completeLength(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0
    const length = sequenceLength(lead)
    if (length === 0) throw undecodable(bytes, { start: at, count: 1, reason: 'invalid start byte' })
    for (let offset = 1; offset < length; offset += 1) {
      const next = bytes[at + offset]
      if (next === undefined) return at
      const isLast = at + offset === bytes.length - 1
      if (!continues({ lead, next, offset, isLast })) {
        throw undecodable(bytes, { start: at, count: offset, reason: 'invalid continuation byte' })
      }
    }
    at += length
  }
  return at
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xc2) return 0
  if (lead < 0xe0) return 2
  if (lead < 0xf0) return 3
  return lead < 0xf5 ? 4 : 0
}

function continues(byte: { lead: number; next: number; offset: number; isLast: boolean }): boolean {
  const { lead, next, offset } = byte
  if ((next & 0xc0) !== 0x80) return false
  if (offset > 1) return true
  if (lead === 0xe0) return next >= 0xa0
  // CPython waits for the third byte before it refuses a surrogate.
  if (lead === 0xed) return next < 0xa0 || byte.isLast
  if (lead === 0xf0) return next >= 0x90
  return lead !== 0xf4 || next < 0x90
}

function undecodable(bytes: Uint8Array, at: { start: number; count: number; reason: string }): PyUnicodeError {
  const { start, count, reason } = at
  const where =
    count === 1
      ? `byte 0x${(bytes[start] ?? 0).toString(16).padStart(2, '0')} in position ${start}`
      : `bytes in position ${start}-${start + count - 1}`
  return new PyUnicodeError(`'utf-8' codec can't decode ${where}: ${reason}`)
}
