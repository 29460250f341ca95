import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { startEmbeddedServer } from '../apps/server/test/postgres/embedded-server.ts'
import type { Figure } from './figure.ts'
import { fillDatabase } from './fill-database.ts'
import { describeMachine } from './machine.ts'
import { measureBesideLogins } from './measure-beside-logins.ts'
import { measureRates } from './measure-rates.ts'
import { measureStart } from './measure-start.ts'
import { HELP, type Options, readOptions } from './options.ts'
import { prepareScenarios } from './scenarios.ts'
import { startServer } from './start-server.ts'
import { formatReport } from './table.ts'
import { temporaryFolder } from './temporary-folder.ts'

const USAGE = 2
const INTERRUPTED = 130

const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt.abort())

const options = readArguments()
if (options?.help) console.log(HELP)
else if (options !== null) {
  try {
    await run(options, interrupt.signal)
  } catch (error) {
    // Whatever failed after the signal failed because of it.
    if (!interrupt.signal.aborted) throw error
    process.exitCode = INTERRUPTED
  }
}

function readArguments(): Options | null {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = USAGE
    return null
  }
}

async function run({ parts, seconds, database, filled, json }: Options, signal: AbortSignal): Promise<void> {
  const machine = await describeMachine(tmpdir())
  console.log(machine)
  const figures: Figure[] = parts.has('start') ? [...(await measureStart(signal))] : []

  await using folder = await temporaryFolder()
  await using postgres = database === 'postgres' ? await startEmbeddedServer({ durable: true }) : null
  const url = postgres?.url ?? `sqlite:${folder.path}/latchkey.db`
  if (filled > 0) {
    console.error(`filling with ${filled} users …`)
    await fillDatabase(url, filled)
  }
  await using server = await startServer(folder.path, signal, postgres?.url)
  const scenarios = await prepareScenarios(server.address)
  const selected = scenarios.filter(({ name }) => parts.has(name))
  const rates = await measureRates(selected, { server, seconds, signal })
  figures.push(...rates.figures)
  if (parts.has('beside-logins')) {
    figures.push(...(await measureBesideLogins(scenarios, { address: server.address, seconds, signal })))
  }

  console.log(`\n${formatReport(rates.measurements, figures)}`)
  if (json !== null) await writeFile(json, `${JSON.stringify({ machine, measurements: rates.measurements, figures }, null, 2)}\n`)
}
