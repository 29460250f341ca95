import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporaryFolder } from '../server-process.ts'

export const execute = promisify(execFile)
const PACKAGES = join(import.meta.dirname, '../../../../packages')
const WORKSPACE = readFileSync(join(PACKAGES, '../pnpm-workspace.yaml'), 'utf8')

/** The version that the workspace itself uses, so that nothing has to be fetched that is not there already. */
const versionOf = (name: string): string => new RegExp(`^ {2}"?${name}"?: (\\S+)$`, 'm').exec(WORKSPACE)?.[1] ?? ''

interface Parts {
  /** Packages of ours, packed. */
  packages: readonly string[]
  /** What their documentation says to install beside them. */
  others: readonly string[]
  files: Record<string, string>
}

/** An empty project outside the workspace, with packed packages of ours. */
export async function makeConsumer({ packages, others, files }: Parts) {
  const folder = temporaryFolder()
  const tarball = (name: string): string => `file:${join(folder.path, `latchkey-${name}-0.1.0.tgz`)}`
  for (const name of packages) await execute('pnpm', ['pack', '--pack-destination', folder.path], { cwd: join(PACKAGES, name) })
  const own = Object.fromEntries(packages.map((name) => [`@latchkey/${name}`, tarball(name)]))
  const dependencies = { ...own, ...Object.fromEntries(['typescript', ...others].map((name) => [name, versionOf(name)])) }
  writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module', dependencies }))
  // Packages of ours that depend on each other are not in a registry yet.
  writeFileSync(join(folder.path, 'pnpm-workspace.yaml'), `packages: []\noverrides: ${JSON.stringify(own)}\n`)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text)
  await execute('pnpm', ['install', '--prefer-offline'], { cwd: folder.path })
  return folder
}

/** Compiles files of a consumer as strictly as TypeScript can; throws what the compiler says. */
export async function compile(folder: string, files: readonly string[], options: readonly string[] = []): Promise<void> {
  const strict = ['--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024', '--jsx', 'react-jsx']
  await execute('pnpm', ['exec', 'tsc', ...strict, ...options, ...files], { cwd: folder }).catch((error: unknown) => {
    throw new Error(typeof error === 'object' && error !== null && 'stdout' in error ? String(error.stdout) : String(error))
  })
}
