import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const STANDARD_PATH = 'latchkey.config.ts'

async function load(path: string): Promise<{ default?: unknown }> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (cause) {
    throw new Error(`${path} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}

/** The default export of the config file; empty where there is none. Throws if a file that was asked for is missing or exports no object. */
export async function readConfigFile(cwd: string, named: string | undefined): Promise<Record<string, unknown>> {
  const path = resolve(cwd, named ?? STANDARD_PATH)
  if (!existsSync(path)) {
    if (named === undefined) return {}
    throw new Error(`LATCHKEY_CONFIG: there is no file ${path}`)
  }
  const module = await load(path)
  if (typeof module.default !== 'object' || module.default === null || Array.isArray(module.default)) {
    throw new Error(`${path} must export its settings as its default: export default { … }`)
  }
  return { ...module.default }
}
