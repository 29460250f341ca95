import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Before anything else is loaded: from the second start on this saves the time and the memory that reading TypeScript takes.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/latchkey'))

const USAGE = 2
const FAILURE = 1

const [{ createProgram }, { ConfigProblems }] = await Promise.all([import('./commands/index.ts'), import('./config/problems.ts')])

for (const stream of [process.stdout, process.stderr]) stream.on('error', outliveReader)

try {
  await createProgram().parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof ConfigProblems ? USAGE : FAILURE
}

/** Whoever reads what is said may go away, as `| head -1` does: that ends no server, and is no failure of a command. */
function outliveReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
