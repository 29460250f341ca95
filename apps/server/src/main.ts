import { createProgram } from './commands/index.ts'
import { ConfigProblems } from './config/problems.ts'

const USAGE = 2
const FAILURE = 1

try {
  await createProgram().parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof ConfigProblems ? USAGE : FAILURE
}
