import { readFileSync } from 'node:fs'
import { join } from 'node:path'

let list: ReadonlySet<string> | null = null

/** Whether a password is on Django's list of common ones; the list is read when it is first needed. */
export function isCommon(password: string): boolean {
  list ??= new Set(readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8').split('\n'))
  const plain = password.toLowerCase().trim()
  return plain !== '' && list.has(plain)
}
