import { readFileSync } from 'node:fs'
import { styleText } from 'node:util'
import { InvalidArgumentError } from 'commander'
import { openDoctor } from '../compose-doctor.ts'
import { type DjangoSettings, parseDjangoSettings } from '../config/django-settings.ts'
import { inspectConfig } from '../config/load-config.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { type Paint, renderFinding, renderSummary } from '../doctor/render-findings.ts'

export interface DoctorOptions {
  settings?: string
  json?: true
  /** Commander's form of `--no-logins`. */
  logins: boolean
}

const COLOURS = { ok: 'green', note: 'cyan', warning: 'yellow', error: 'red', heading: 'bold', quiet: 'dim' } as const

/** Prints what the doctor finds as it is found. */
export async function runDoctor({ settings, json, logins }: DoctorOptions): Promise<void> {
  const django = settings === undefined ? null : readSettings(settings)
  const doctor = await openDoctor(await inspectConfig(), { django, measuresLogins: logins })
  const findings: Finding[] = []
  try {
    if (!json) console.log(`${doctor.location}: looking, changing nothing.`)
    for await (const finding of examine(doctor.environment)) {
      if (!json) printFinding(finding, findings.at(-1))
      findings.push(finding)
    }
  } finally {
    await doctor.close()
  }
  const breaks = findings.some(({ level }) => level === 'error')
  if (json) console.log(JSON.stringify({ database: doctor.location, breaks, findings, settings: doctor.environment.comparisons }, null, 2))
  else console.log(`\n${renderSummary(findings)}`)
  if (breaks) process.exitCode = 1
}

/** Under the heading of its check. */
function printFinding(finding: Finding, previous: Finding | undefined): void {
  if (finding.check !== previous?.check) console.log(`\n${paint('heading', finding.check)}`)
  console.log(renderFinding(finding, paint))
}

const paint: Paint = (level, text) => (process.stdout.isTTY ? styleText(COLOURS[level], text, { stream: process.stdout }) : text)

function readSettings(file: string): DjangoSettings {
  try {
    return parseDjangoSettings(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new InvalidArgumentError(`${file} cannot be read. (${String(error.code)})`)
    throw error
  }
}
