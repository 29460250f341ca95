import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { DatabaseLocation } from './config.ts'

const OWNER_ONLY = 0o600
const OWNER_ONLY_FOLDER = 0o700
const KEY_BYTES = 48

const newKey = (): string => randomBytes(KEY_BYTES).toString('base64url')

/** A key setting: the text itself, or the contents of the file that `@FILE` names. */
export function readKeyText(value: string, cwd: string): string {
  return value.startsWith('@') ? readFileSync(resolve(cwd, value.slice(1)), 'utf8') : value
}

/**
 * The key that this service made for itself beside its SQLite file; the first call makes it, readable by its owner alone. A database
 * in memory gets a new one each time.
 */
export function ownSigningKey(database: DatabaseLocation): string {
  if (database.path === ':memory:') return newKey()
  const path = `${database.path}.key`
  if (existsSync(path)) {
    chmodSync(path, OWNER_ONLY)
    return readFileSync(path, 'utf8').trim()
  }
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER })
  try {
    // `wx`: of two processes that start together, one makes the key and the other reads it.
    writeFileSync(path, `${newKey()}\n`, { mode: OWNER_ONLY, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(path, 'utf8').trim()
}
