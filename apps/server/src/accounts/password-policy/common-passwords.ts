import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const DJANGOS_LIST = join(import.meta.dirname, 'common-passwords.txt')
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b])

function read(path: string): ReadonlySet<string> {
  const bytes = readFileSync(path)
  const text = (bytes.subarray(0, 2).equals(GZIP_MAGIC) ? gunzipSync(bytes) : bytes).toString('utf8')
  return new Set(text.split('\n').map((line) => line.trim()))
}

/**
 * Tells whether a password is on a list of common ones: Django's, or a file with one in a line (gzip too). The list is read when it
 * is first needed.
 */
export function commonPasswords(path: string = DJANGOS_LIST): (password: string) => boolean {
  let list: ReadonlySet<string> | null = null
  return (password) => {
    list ??= read(path)
    const plain = password.toLowerCase().trim()
    return plain !== '' && list.has(plain)
  }
}
