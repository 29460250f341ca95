import { AUDIT_KINDS, type AuditKind } from '@latchkey/contract'
import { type Command, InvalidArgumentError } from 'commander'
import type { AuditEvent } from '../audit/audit-event.ts'
import type { AuditFilter } from '../audit/audit-trail.ts'
import { type Problem, verifyTrail } from '../audit/verify-trail.ts'
import type { Composed } from '../compose-rules.ts'
import { duration } from '../config/readers.ts'
import { withRules } from './with-rules.ts'

const PAGE = 500
const ENOUGH = 50

interface ListOptions {
  user?: string
  kind?: AuditKind[]
  since?: Date
  until?: Date
  limit: number
  json?: true
}

export function addAudit(program: Command): void {
  const audit = program.command('audit').description('read the audit trail and check it')
  audit
    .command('list')
    .description('events, the newest first')
    .option('--user <id or name>', 'of this account only')
    .option('--kind <kind>', `of this kind only; may be given several times: ${AUDIT_KINDS.join(', ')}`, kinds)
    .option('--since <time>', 'from this time on: 2026-01-31, 2026-01-31T12:00:00Z, or 2d (ago)', time)
    .option('--until <time>', 'before this time', time)
    .option('--limit <number>', 'no more than so many', count, ENOUGH)
    .option('--json', 'one JSON object a line')
    .action((options: ListOptions) => withRules((rules) => list(rules, options)))
  audit
    .command('verify')
    .description('find events that were altered, taken out or put in since they were sealed; ends with 1 if there are any')
    .option('--expect <seal>', 'a seal that an earlier check has shown: it must still be in the chain')
    .action((options: { expect?: string }) => withRules((rules) => verify(rules, options.expect ?? null)))
}

async function list(rules: Composed, options: ListOptions): Promise<void> {
  const { since, until, kind, limit } = options
  const filter: AuditFilter = {
    ...(options.user === undefined ? {} : { userId: await userId(rules, options.user) }),
    ...(kind === undefined ? {} : { kinds: kind }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  }
  let after: AuditEvent | null = null
  for (let left = limit; left > 0; ) {
    const events: AuditEvent[] = await rules.audit.list(filter, { after, limit: Math.min(left, PAGE) })
    for (const event of events) console.log(options.json ? JSON.stringify(event) : describe(event))
    const last = events.at(-1)
    if (!last) break
    after = last
    left -= events.length
  }
}

/** The trail outlives accounts: an id is taken as it is. */
async function userId({ accounts }: Composed, user: string): Promise<number> {
  if (/^\d+$/.test(user)) return Number(user)
  const account = await accounts.store.findByUsername(user)
  if (!account) throw new InvalidArgumentError(`There is no user ${user}. Of one who was deleted give the id.`)
  return account.id
}

const describe = ({ at, kind, outcome, actor, userId: id, username, ip, device, sessionId, details }: AuditEvent): string =>
  [
    at.toISOString(),
    kind,
    outcome,
    `by ${actor}`,
    id === null ? '-' : `${id} ${username ?? ''}`.trimEnd(),
    ip ?? '-',
    device || '-',
    sessionId ?? '-',
    Object.entries(details)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ]
    .join('\t')
    .trimEnd()

async function verify({ seals }: Composed, expected: string | null): Promise<void> {
  const { problems, events, unsealed, last } = await verifyTrail(seals, { expected })
  for (const problem of problems) console.log(complaintOf(problem))
  const rest = unsealed === 0 ? '' : ` (${unsealed} not sealed yet)`
  console.log(`${events} events${rest}; ${last ? `last seal: ${last.seal}` : 'no seal yet'}`)
  if (problems.length > 0) throw new Error(`The audit trail is not what was recorded: ${problems.length} problems.`)
  console.log('The audit trail is as it was recorded.')
}

function complaintOf(problem: Problem): string {
  switch (problem.kind) {
    case 'blanked':
      return `user ${problem.user}: name and addresses were taken out of the events, but no event says that the account was deleted`
    case 'seal_altered':
      return `seal ${problem.seal}: it was altered, or what it follows was`
    case 'seal_missing':
      return `seal ${problem.seal}: it is missing`
    case 'seal_expected':
      return 'the expected seal is not in the chain'
    default: {
      const place = problem.seal === null ? 'not sealed yet' : `seal ${problem.seal}`
      return `event ${problem.event}: it was ${problem.kind === 'missing' ? 'taken out' : problem.kind} (${place})`
    }
  }
}

function kinds(value: string, earlier: AuditKind[] = []): AuditKind[] {
  const found = AUDIT_KINDS.find((kind) => kind === value)
  if (!found) throw new InvalidArgumentError(`Kinds are ${AUDIT_KINDS.join(', ')}.`)
  return [...earlier, found]
}

function time(value: string): Date {
  try {
    const date = /^\d{4}-/.test(value) ? new Date(value) : new Date(Date.now() - duration(value) * 1000)
    if (!Number.isNaN(date.getTime())) return date
  } catch {}
  throw new InvalidArgumentError('Give a time like 2026-01-31T12:00:00Z, or 2d.')
}

function count(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError('Give a number.')
  return Number(value)
}
