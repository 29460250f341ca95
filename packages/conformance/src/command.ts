#!/usr/bin/env node
import { once } from 'node:events'
import { connect } from 'node:net'
import type { ConformanceCase } from './case-format.ts'
import { loadCases, readCases, selectCases } from './cases.ts'
import { type CommandOptions, readOptions, USAGE } from './command-options.ts'
import { environmentFor, profileNamed, profileNames } from './profiles.ts'
import { createProgress } from './progress.ts'
import { describeFailures, describeTotals } from './report.ts'
import { createReplay, targetOf } from './run-cases.ts'

const [PASSED, FAILED, UNUSABLE] = [0, 1, 2]

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  switch (options.action) {
    case 'help':
      console.log(USAGE)
      return PASSED
    case 'profiles':
      for (const name of profileNames()) console.log(`${name.padEnd(20)}${profileNamed(name).about}`)
      return PASSED
    case 'environment':
      for (const [name, value] of Object.entries(environmentFor(options.selection.profile, options.dialect)))
        console.log(`${name}=${value}`)
      return PASSED
    case 'list':
      for (const { id, request, expect } of selectedCases(options))
        console.log(`${id}\t${request.method} ${request.path}\t${expect.status}`)
      return PASSED
    case 'run':
      return await run(options)
  }
}

function selectedCases({ casesFile, dialect, selection }: CommandOptions): ConformanceCase[] {
  profileNamed(selection.profile)
  const cases = selectCases(casesFile === null ? loadCases(dialect) : readCases(casesFile), selection)
  if (cases.length === 0) throw new Error('no case matches')
  return cases
}

async function run(options: CommandOptions): Promise<number> {
  const { base, dialect, selection, replay, json } = options
  const cases = selectedCases(options)
  await reach(base)
  const progress = createProgress(cases.length, process.stderr)
  const { profile } = selection
  const results = await createReplay({ ...replay, base, profile, onResult: ({ passed }) => progress.advance(passed) }).run(cases)
  progress.end()
  const failures = results.filter(({ passed }) => !passed)
  if (json) {
    const [passed, failed] = [results.length - failures.length, failures.length]
    console.log(JSON.stringify({ base, profile, dialect, passed, failed, results }, null, 1))
  } else {
    if (failures.length > 0) console.log(`${describeFailures(failures)}\n`)
    console.log(describeTotals(results))
  }
  return failures.length > 0 ? FAILED : PASSED
}

/** Rejects unless somebody listens there: one clear sentence instead of a failure of every case. */
async function reach(base: string): Promise<void> {
  const { host, port } = targetOf(base)
  const socket = connect(port, host)
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(10_000) })
  } catch (cause) {
    throw new Error(`nobody answers at ${base}`, { cause })
  } finally {
    socket.destroy()
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\nTry --help.`)
  process.exitCode = UNUSABLE
}
