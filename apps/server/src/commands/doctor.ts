import { readFileSync } from 'node:fs'
import { styleText } from 'node:util'
import { type Command, InvalidArgumentError } from 'commander'
import { openDoctor } from '../compose-doctor.ts'
import { type DjangoSettings, parseDjangoSettings } from '../config/django-settings.ts'
import { inspectConfig } from '../config/load-config.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { type Paint, renderFinding, renderSummary } from '../doctor/render-findings.ts'

interface Options {
  settings?: string
  json?: true
  /** Commander's form of `--no-logins`. */
  logins: boolean
}

const COLOURS = { ok: 'green', note: 'cyan', warning: 'yellow', error: 'red', heading: 'bold', quiet: 'dim' } as const

/** For the shell of a Django project. `-v 0`: newer Djangos say first what they have imported. */
export const DUMP_SETTINGS =
  'python manage.py shell -v 0 -c \'import json; from django.conf import settings; print(json.dumps({name: getattr(settings, name, None) for name in ("SIMPLE_JWT", "PASSWORD_HASHERS", "AUTH_PASSWORD_VALIDATORS")}, default=str))\' > django-settings.json'

const HELP = `
To write the settings of a Django project into a file (it may hold the signing key):

  ${DUMP_SETTINGS}

Ends with 1 if something would break, else with 0.`

export const addDoctor = (program: Command): Command =>
  program
    .command('doctor')
    .description('look at the database and the configuration, and change nothing')
    .option('--settings <file>', "JSON: Django's SIMPLE_JWT, PASSWORD_HASHERS and AUTH_PASSWORD_VALIDATORS, to compare with")
    .option('--json', 'one JSON object, for machines')
    .option('--no-logins', 'leave out the measuring of logins, which keeps every core busy for some seconds')
    .addHelpText('after', HELP)
    .action(runDoctor)

async function runDoctor({ settings, json, logins }: Options): Promise<void> {
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
