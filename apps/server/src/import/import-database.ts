import type { ExactTime, ImportKind, ImportSource } from './import-source.ts'
import type { Batch, ImportCounts, ImportProgress, ImportTarget, Skip } from './import-target.ts'
import { findOwners, ownersHere } from './token-owners.ts'
import { unfitBlacklisted, unfitToken, unfitUser } from './unfit.ts'

/** Rows that are written in one piece: few enough that a server on the same database never waits long. */
const BATCH = 1_000

export interface ImportEnvironment {
  readonly source: ImportSource
  readonly target: ImportTarget
  /** What tells the source from others, so that a later import from it goes on where this one ended. */
  readonly name: string
  readonly userIdClaim: string
  readonly userIdField: string
  readonly clock: () => Date
}

export type ImportReport = Readonly<Record<ImportKind, ImportCounts>>

/** Hears how many rows of a kind have been read, of how many. */
export type ImportListener = (kind: ImportKind, read: number, total: number) => void

/**
 * Brings users, then their tokens, then the blacklist over, batch by batch. Stopped anywhere, it goes on there at the next call; ended,
 * the next call adds what is new. The report counts everything that was ever brought over from this source; `earlier` is the part of
 * it that was done before.
 */
export async function importDatabase(
  environment: ImportEnvironment,
  { restart = false, listener = () => {} }: { restart?: boolean; listener?: ImportListener } = {},
): Promise<{ report: ImportReport; earlier: ImportReport }> {
  const { source, target, name } = environment
  const from = await target.progress(name, restart)
  await target.reserveUserIds(await source.lastUserId())
  const now = exactTime(environment.clock())

  const users = await importKind('users', {
    read: source.users,
    unfit: unfitUser,
    nameOf: ({ login }) => login,
    write: target.addUsers,
  })
  await importEpochs(environment)
  const tokens = await importKind('tokens', {
    read: source.tokens,
    unfit: unfitToken,
    nameOf: ({ jti }) => jti,
    write: async (batch) => target.addTokens({ ...batch, rows: await findOwners({ ...environment, now }, batch.rows) }),
  })
  const blacklist = await importKind('blacklist', {
    read: source.blacklist,
    unfit: unfitBlacklisted,
    nameOf: ({ jti }) => jti,
    write: target.addBlacklisted,
  })
  const earlier = { users: from.users.counts, tokens: from.tokens.counts, blacklist: from.blacklist.counts }
  return { report: { users, tokens, blacklist }, earlier }

  async function importKind<Row extends { readonly id: number }>(
    kind: ImportKind,
    steps: {
      read: (page: { after: number; limit: number }) => Promise<readonly Row[]>
      unfit: (row: Row) => string | null
      nameOf: (row: Row) => string
      write: (batch: Batch<Row>) => Promise<ImportProgress>
    },
  ): Promise<ImportCounts> {
    const total = await source.count(kind)
    let progress = from[kind]
    for (;;) {
      listener(kind, progress.counts.read, total)
      const rows = await steps.read({ after: progress.lastId, limit: BATCH })
      const lastId = rows.at(-1)?.id
      if (lastId === undefined) return progress.counts
      const unfit: Skip[] = []
      const fit = rows.filter((row) => {
        const reason = steps.unfit(row)
        if (reason !== null) unfit.push({ kind, id: row.id, name: String(steps.nameOf(row)), reason })
        return reason === null
      })
      progress = await steps.write({ source: name, from: progress, lastId, rows: fit, unfit })
    }
  }
}

/** What a Latchkey has ended there stays ended here. There are few of these rows, and they change: all are looked at each time. */
async function importEpochs({ source, target }: ImportEnvironment): Promise<void> {
  for (let after = 0; ; ) {
    const page = await source.epochs({ after, limit: BATCH })
    const last = page.at(-1)
    if (!last) return
    const owners = await ownersHere({ source, target }, new Set(page.map(({ id }) => id)))
    await target.advanceEpochs(
      page.flatMap(({ id, epoch }) => {
        const userId = owners.get(id)
        return userId === undefined ? [] : [{ userId, epoch }]
      }),
    )
    after = last.id
  }
}

const exactTime = (time: Date): ExactTime =>
  time
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '')
