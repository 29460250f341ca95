import { parseArgs } from 'node:util'
import type { Dialect } from './case-format.ts'
import { type CaseSelection, OPTIONAL_TAGS } from './cases.ts'
import type { ReplayOptions } from './run-cases.ts'

/** Replays the recorded cases against a server. */
export const USAGE = `Asks a server what Django was asked, and shows every difference in the replies.

  pnpm conformance --base http://127.0.0.1:8000 [options]

One server runs under one profile: start it with the variables that --environment prints, import the users
of data/fixtures.json, and name the same profile and dialect here.

  --base URL            the server to ask
  --profile NAME        the settings it runs with (default: default); --profiles lists them
  --dialect 5.2|5.5     which SimpleJWT it speaks like (default: 5.5)
  --cases FILE          take the cases of this file (one JSON object a line) instead of the dialect's

  --group NAME[,NAME]   only cases of these groups
  --id TEXT             only the case with this id, or those whose id contains the text (repeatable)
  --tag NAME[,NAME]     only cases with one of these tags
  --skip-tag NAME[,…]   leave out cases with one of these tags (default: ${OPTIONAL_TAGS.join(',')})
  --all-tags            leave out none

  --strict-headers      a reply must not carry headers that Django does not send
  --lenient-headers     it may (default)
  --header-order        the order of the headers counts
  --clock-slack SECONDS the server's clock may be off by this much (default: 0)
  --timeout SECONDS     give up on a silent server after this time (default: 60)
  --concurrency N       cases in flight (default: 8)

  --list                print the selected cases and stop
  --profiles            print the profiles and stop
  --environment         print the variables to start Latchkey with for this profile and dialect, and stop
  --json                print the results as JSON
  --help                print this

Exit status: 0 all passed, 1 some failed, 2 wrong usage or no server there.`

/** The command line, understood. */
export interface CommandOptions {
  readonly action: 'run' | 'list' | 'profiles' | 'environment' | 'help'
  readonly base: string
  readonly dialect: Dialect
  readonly casesFile: string | null
  readonly selection: CaseSelection & { readonly profile: string }
  readonly replay: Required<Pick<ReplayOptions, 'lenientHeaders' | 'headerOrder' | 'concurrency' | 'timeout' | 'clockSlack'>>
  readonly json: boolean
}

const list = { type: 'string', multiple: true } as const
const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

/** Reads the arguments. Throws an `Error` fit to be shown where they make no sense. */
export function readOptions(args: readonly string[]): CommandOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      base: text,
      profile: { ...text, default: 'default' },
      dialect: { ...text, default: '5.5' },
      cases: text,
      group: list,
      id: list,
      tag: list,
      'skip-tag': list,
      'all-tags': flag,
      'strict-headers': flag,
      'lenient-headers': flag,
      'header-order': flag,
      'clock-slack': text,
      timeout: text,
      concurrency: text,
      list: flag,
      profiles: flag,
      environment: flag,
      json: flag,
      help: { ...flag, short: 'h' },
    },
  })
  if (values['strict-headers'] && values['lenient-headers']) throw new Error('--strict-headers and --lenient-headers exclude each other')
  if (values['all-tags'] && values['skip-tag']) throw new Error('--all-tags and --skip-tag exclude each other')
  const action = (['help', 'profiles', 'environment', 'list'] as const).find((name) => values[name]) ?? 'run'
  if (action === 'run' && values.base === undefined) throw new Error('--base is missing: which server shall be asked?')
  return {
    action,
    base: values.base ?? '',
    dialect: dialectOf(values.dialect),
    casesFile: values.cases ?? null,
    selection: {
      profile: values.profile,
      ...(values.group && { groups: names(values.group) }),
      ...(values.id && { ids: values.id }),
      ...(values.tag && { tags: names(values.tag) }),
      skipTags: values['all-tags'] ? [] : names(values['skip-tag'] ?? OPTIONAL_TAGS),
    },
    replay: {
      lenientHeaders: !values['strict-headers'],
      headerOrder: values['header-order'],
      concurrency: numberOf('--concurrency', values.concurrency ?? '8', 1),
      timeout: numberOf('--timeout', values.timeout ?? '60', 1) * 1000,
      clockSlack: numberOf('--clock-slack', values['clock-slack'] ?? '0', 0),
    },
    json: values.json,
  }
}

function names(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).filter((name) => name !== '')
}

function dialectOf(value: string): Dialect {
  if (value !== '5.2' && value !== '5.5') throw new Error(`--dialect is 5.2 or 5.5, not ${value}`)
  return value
}

function numberOf(name: string, value: string, least: number): number {
  if (!/^\d{1,6}$/.test(value) || Number(value) < least) throw new Error(`${name} takes a whole number from ${least} on, not ${value}`)
  return Number(value)
}
