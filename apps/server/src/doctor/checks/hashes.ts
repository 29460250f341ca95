import type { Examination } from '../environment.ts'
import { count, figure } from '../figures.ts'
import { error, note, ok, type Statement, warning } from '../finding.ts'
import type { HashGroup } from '../hash-census.ts'
import { isExcessive } from '../login-rate.ts'

const MOST_LINES = 20

/** Users by hash format and work factor, and those who cannot log in. */
export function checkHashes({ census, algorithms, comparisons }: Examination): Statement[] {
  const { accounts, unusable, groups } = census
  const readable = groups.filter(({ algorithm }) => algorithms.includes(algorithm))
  const refused = groups.filter(({ algorithm }) => !algorithms.includes(algorithm))
  return [
    ok(`${count(accounts, 'account')}.`, { detail: table(groups, accounts), data: figures(census) }),
    ...upgrades(readable, algorithms),
    ...(unusable > 0 ? [note(`${count(unusable, 'account')} with an unusable password: nobody logs in with it, here as in Django.`)] : []),
    ...refused.map((group) => refusedFormat(group, comparisons !== null)),
    ...unreadable(census),
    ...excessive(readable),
  ]
}

const figures = ({ accounts, unusable, groups, unreadable: formats }: Examination['census']) => ({
  accounts,
  unusable,
  unreadable: [...formats.values()].reduce((sum, format) => sum + format.accounts, 0),
  hashes: groups.map(({ sample: _secret, ...group }) => group),
})

function table(groups: readonly HashGroup[], accounts: number): string | null {
  if (groups.length === 0) return null
  const shown = groups.slice(0, MOST_LINES)
  const rows = shown.map((group) => [group.algorithm, group.work, figure(group.accounts), percent(group.accounts, accounts)])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  )
  const rest = groups.length - shown.length
  return [...lines, ...(rest > 0 ? [`and ${count(rest, 'more kind')}`] : [])].join('\n')
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

function upgrades(groups: readonly HashGroup[], algorithms: readonly string[]): Statement[] {
  const outdated = groups.reduce((sum, group) => sum + group.outdated, 0)
  return outdated === 0
    ? []
    : [note(`${count(outdated, 'hash').replace(/hashs$/, 'hashes')} will be written anew, as ${algorithms[0]}, at the next login.`)]
}

/** With Django's settings at hand, the comparison of PASSWORD_HASHERS says whether Django reads them. */
function refusedFormat({ algorithm, work, accounts }: HashGroup, knownToDjango: boolean): Statement {
  const say = knownToDjango ? warning : error
  return say(`${count(accounts, 'account')} with ${algorithm} (${work}) cannot log in: LATCHKEY_PASSWORD_HASHERS leaves that format out.`, {
    mend: `Add ${algorithm} to LATCHKEY_PASSWORD_HASHERS, if Django lets these accounts in.`,
  })
}

function unreadable({ unreadable: formats }: Examination['census']): Statement[] {
  return [...formats].map(([algorithm, { accounts, ids }]) =>
    warning(`${count(accounts, 'account')} with a hash that nobody can read (${algorithm}): each login is refused like a wrong password.`, {
      detail: `Their ids: ${ids.join(', ')}${accounts > ids.length ? ', …' : ''}`,
      mend: 'Give them a new password: `latchkey users set-password NAME`.',
    }),
  )
}

function excessive(groups: readonly HashGroup[]): Statement[] {
  return groups
    .filter(({ sample }) => isExcessive(sample))
    .map(({ algorithm, work, accounts }) =>
      warning(`${count(accounts, 'account')} with a work factor that keeps a core busy for very long: ${algorithm}, ${work}.`),
    )
}
