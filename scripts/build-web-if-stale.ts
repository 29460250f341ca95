import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const BUILT = 'apps/web/dist/index.html'
const SOURCES = ['apps/web/{src,build,public}/**', 'apps/web/*.*', 'packages/{client,contract}/{src/**,package.json}', 'pnpm-lock.yaml']

const changedAt = (file: string): number => statSync(join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
const lastChange = Math.max(...globSync(SOURCES, { cwd: ROOT, exclude: ['**/node_modules/**', '**/dist/**'] }).map(changedAt))

// A start that changes nothing must not take the pages away from a server that is serving them.
if (changedAt(BUILT) < lastChange) execFileSync('pnpm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' })
