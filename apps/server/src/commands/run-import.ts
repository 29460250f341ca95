import { openImport } from '../compose-import.ts'
import { loadConfig } from '../config/load-config.ts'
import { type ImportReport, importDatabase } from '../import/import-database.ts'
import { IMPORT_KINDS, type ImportKind } from '../import/import-source.ts'
import type { ImportCounts, ImportTarget, Skip } from '../import/import-target.ts'
import { showImportProgress } from './import-progress.ts'

export interface ImportOptions {
  fromConfig?: string
  restart?: boolean
  json?: true
}

const PAGE = 1_000
const EXAMPLES = 10
const KIND_NAMES: Readonly<Record<ImportKind, string>> = { users: 'users', tokens: 'refresh tokens', blacklist: 'blacklist entries' }

/** Brings over what is missing, and reports what was left behind. */
export async function runImport(from: string, { fromConfig, restart = false, json }: ImportOptions): Promise<void> {
  const opened = await openImport(await loadConfig(), { from, fromConfig })
  for (const warning of opened.warnings) console.error(warning)
  const progress = showImportProgress(KIND_NAMES)
  try {
    const { report, earlier } = await importDatabase(opened.environment, { restart, listener: progress.listen })
    progress.stop()
    const { users, tokens } = report
    await opened.audit.record({
      kind: 'users.imported',
      at: opened.environment.clock(),
      actor: 'operator',
      details: { created: users.added, skipped: users.skipped, tokens: tokens.added },
    })
    const skips = skipsOf(opened.environment.target, opened.environment.name)
    if (json) await printJson({ ...report, earlier }, skips)
    else await printText(report, earlier, skips)
  } finally {
    progress.stop()
    await opened.close()
  }
}

async function* skipsOf(target: ImportTarget, source: string): AsyncGenerator<Skip> {
  for (let after = 0; ; ) {
    const { skips, last } = await target.skips(source, { after, limit: PAGE })
    yield* skips
    if (skips.length === 0) return
    after = last
  }
}

async function printJson(report: object, skips: AsyncIterable<Skip>): Promise<void> {
  for await (const skip of skips) console.log(JSON.stringify({ skipped: skip }))
  console.log(JSON.stringify(report))
}

async function printText(report: ImportReport, earlier: ImportReport, skips: AsyncIterable<Skip>): Promise<void> {
  const before = IMPORT_KINDS.filter((kind) => earlier[kind].read > 0).map((kind) => `${figure(earlier[kind].read)} ${KIND_NAMES[kind]}`)
  if (before.length > 0) console.log(`An earlier import had dealt with ${before.join(', ')}; this one went on there. In all:`)
  for (const kind of IMPORT_KINDS) console.log(`${KIND_NAMES[kind]}: ${describe(report[kind])}`)
  const reasons = new Map<string, { count: number; examples: string[] }>()
  for await (const { kind, id, name, reason } of skips) {
    const title = `${KIND_NAMES[kind]} skipped, ${reason}`
    const entry = reasons.get(title) ?? { count: 0, examples: [] }
    entry.count += 1
    if (entry.examples.length < EXAMPLES) entry.examples.push(`${name} (${id})`)
    reasons.set(title, entry)
  }
  for (const [title, { count, examples }] of reasons) {
    console.log(`${figure(count)} ${title}: ${examples.join(', ')}${count > examples.length ? ', …' : ''}`)
  }
  if (report.users.renumbered > 0 || report.users.skipped > 0) console.log(FOREIGN_IDS)
}

const FOREIGN_IDS = `Tokens name users by their ids, and some ids belong to other accounts here. The logins of those accounts were ended, so that no token
which was issued before opens them. If the source goes on issuing tokens, sign with another key than it does.`

const figure = (number: number): string => number.toLocaleString('en-US')

function describe({ read, added, renumbered, ended, present, skipped }: ImportCounts): string {
  const parts = [
    `${figure(read)} read`,
    `${figure(added)} added${renumbered > 0 ? ` (${figure(renumbered)} with another id)` : ''}${ended > 0 ? ` (${figure(ended)} of them blacklisted)` : ''}`,
    present > 0 ? `${figure(present)} there already` : null,
    skipped > 0 ? `${figure(skipped)} skipped` : null,
  ]
  return parts.filter((part) => part !== null).join(', ')
}
