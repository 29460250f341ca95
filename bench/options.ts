import { parseArgs } from 'node:util'
import { SCENARIO_NAMES } from './scenarios.ts'

const PARTS = [...SCENARIO_NAMES, 'start', 'beside-logins'] as const
export type Part = (typeof PARTS)[number]

export interface Options {
  readonly help: boolean
  /** Of one round. */
  readonly seconds: number
  readonly parts: ReadonlySet<Part>
  readonly database: DatabaseKind
  /** Users, with five refresh tokens each, that the database holds beside the one that is measured. */
  readonly filled: number
  /** Path of the file to write the results to; null for none. */
  readonly json: string | null
}

const DATABASES = ['sqlite', 'postgres'] as const
export type DatabaseKind = (typeof DATABASES)[number]

const SECONDS = 1.2

export const HELP = `Usage: pnpm bench [--seconds N] [--only NAME,…] [--database KIND] [--filled N] [--json FILE]

Measures Latchkey beside a bare Fastify app with routes of the same shape, on this machine, in turns.
Rates, p99 and ratios are medians over the rounds. A target that is missed is marked; the exit code stays 0.

  --seconds N     length of one round (default ${SECONDS}; the whole takes about six minutes)
  --only NAME,…   some of: ${PARTS.join(', ')}
  --database KIND ${DATABASES.join(' or ')} (default sqlite; a PostgreSQL of its own is started)
  --filled N      first add N users with five refresh tokens each
  --json FILE     write the results to FILE as well
  --help          print this
`

/** Throws a `TypeError` that names what is wrong with the arguments. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: args.filter((argument) => argument !== '--'),
    options: {
      seconds: { type: 'string', default: String(SECONDS) },
      only: { type: 'string', default: PARTS.join(',') },
      database: { type: 'string', default: 'sqlite' },
      filled: { type: 'string', default: '0' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const seconds = Number(values.seconds)
  if (!(seconds >= 0.1 && seconds <= 600)) throw new TypeError('--seconds must be between 0.1 and 600')
  const database = DATABASES.find((kind) => kind === values.database)
  if (database === undefined) throw new TypeError(`--database must be ${DATABASES.join(' or ')}`)
  const filled = Number(values.filled)
  if (!Number.isInteger(filled) || filled < 0) throw new TypeError('--filled must be a whole number')
  return { help: values.help, seconds, database, filled, parts: new Set(values.only.split(',').map(readPart)), json: values.json ?? null }
}

function readPart(name: string): Part {
  const part = PARTS.find((known) => known === name)
  if (part === undefined) throw new TypeError(`--only knows no "${name}"; it knows ${PARTS.join(', ')}`)
  return part
}
