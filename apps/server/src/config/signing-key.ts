import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { DatabaseLocation } from './config.ts'

const OWNER_ONLY = 0o600
const OWNER_ONLY_FOLDER = 0o700
const KEY_BYTES = 48

const newKey = (): string => randomBytes(KEY_BYTES).toString('base64url')

/**
 * A key setting: the text itself, or the contents of the file that `@FILE` names, without the line break at their end. A key that
 * begins with `@` is written with two of them. Throws without repeating the value, which may be the key.
 */
export function readKeyText(value: string, cwd: string): string {
  if (value.startsWith('@@')) return value.slice(1)
  if (!value.startsWith('@')) return value
  try {
    return readFileSync(resolve(cwd, value.slice(1)), 'utf8').replace(/\r?\n$/, '')
  } catch {
    throw new Error('names a file with its @, and that file cannot be read (a key that begins with @ is written with @@)')
  }
}

/** The key that this service made for itself beside its SQLite file earlier; null if it has not. */
export function earlierSigningKey(database: DatabaseLocation): string | null {
  if (database.kind === 'postgres') return null
  const path = `${database.path}.key`
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

/**
 * The key that this service made for itself beside its SQLite file; the first call makes it, readable by its owner alone. A database
 * in memory gets a new one each time. Throws if it can neither be read nor made.
 */
export function ownSigningKey(database: DatabaseLocation): string {
  if (database.kind === 'postgres') throw new Error('must be given with PostgreSQL: every process needs the same one')
  if (database.path === ':memory:') return newKey()
  const path = `${database.path}.key`
  try {
    return keyIn(path)
  } catch (error) {
    throw new Error(`is not given, and none can be kept beside the database: ${error instanceof Error ? error.message : error}`)
  }
}

function keyIn(path: string): string {
  if (existsSync(path)) {
    chmodSync(path, OWNER_ONLY)
    return readFileSync(path, 'utf8').trim()
  }
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${newKey()}\n`, { mode: OWNER_ONLY })
  try {
    // Of two processes that start together, one gives its key the name and the other finds it there, whole.
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(path, 'utf8').trim()
}
