import { type AccountKey, type ExactTime, type ImportKind, isSameAccount, type SourceUser } from '../import/import-source.ts'
import { type Batch, type ImportCounts, type ImportProgress, type ImportTarget, NO_COUNTS, type Skip } from '../import/import-target.ts'
import { isId } from '../import/unfit.ts'
import { epochAfter } from '../sessions/epoch.ts'
import type { Database } from './database.ts'
import { createEpochQueries } from './epoch-queries.ts'
import { createImportInserts } from './import-inserts.ts'
import { all, first, type Unit, write } from './unit.ts'

const NAME_TAKEN = 'name taken by another account'
const NOT_RECORDED = 'its token is not recorded'

/** Where imported rows go, and how far each import has come. */
export function createImportTarget(database: Database, clock: () => Date): ImportTarget {
  const { query, values, users } = database
  const epochs = createEpochQueries(database)
  const insert = createImportInserts(database, clock)

  /** Writes what became of a batch, and the progress with it. Throws if another import was faster. */
  function* advance(
    kind: ImportKind,
    batch: Batch<unknown>,
    of: { counts: Partial<ImportCounts>; skips?: readonly Skip[] },
  ): Unit<ImportProgress> {
    const skips = [...batch.unfit, ...(of.skips ?? [])]
    const before = batch.from.counts
    const counts: ImportCounts = {
      read: before.read + batch.rows.length + batch.unfit.length,
      added: before.added + (of.counts.added ?? 0),
      renumbered: before.renumbered + (of.counts.renumbered ?? 0),
      ended: before.ended + (of.counts.ended ?? 0),
      present: before.present + (of.counts.present ?? 0),
      skipped: before.skipped + skips.length,
    }
    yield* insert.skips(skips.map(({ id, name, reason }) => ({ source: batch.source, kind, source_id: id, name, reason })))
    const moved = yield* write(
      query
        .updateTable('latchkey_import')
        .set({ last_id: batch.lastId, counts: JSON.stringify(counts) })
        .where('source', '=', batch.source)
        .where('kind', '=', kind)
        .where('last_id', '=', batch.from.lastId),
    )
    if (moved !== 1) throw new Error('Another import from the same database is going on.')
    return { lastId: batch.lastId, counts }
  }

  function* accountsNamed(logins: readonly string[]): Unit<AccountKey[]> {
    if (logins.length === 0) return []
    const rows = yield* all(
      query
        .selectFrom(users.rows)
        .select((build) => ['id', build.ref(users.model.login).as('login'), values.timeText(build.ref('date_joined')).as('dateJoined')])
        .where(users.model.login, 'in', logins),
    )
    return rows.map((row) => ({ ...row, dateJoined: row.dateJoined?.replace(/\.0+$/, '') ?? null }))
  }

  function* addUsers(batch: Batch<SourceUser>): Unit<ImportProgress> {
    const created = new Set((yield* insert.users(batch.rows)).map(({ id }) => id))
    const withIds = batch.rows.filter(({ id }) => created.has(id)).map((user) => ({ user, id: user.id }))
    const others = batch.rows.filter(({ id }) => !created.has(id))
    const known = new Map((yield* accountsNamed(others.map(({ login }) => login))).map((account) => [account.login, account]))
    const skips: Skip[] = []
    const displaced = batch.unfit.map(({ id }) => id).filter(isId)
    let [renumbered, present] = [0, 0]
    for (const user of others) {
      const same = known.get(user.login)
      if (same && isSameAccount(user, same)) {
        present += 1
        if (same.id !== user.id) displaced.push(user.id)
        continue
      }
      displaced.push(user.id)
      const id = same ? null : yield* insert.userWithNewId(user)
      if (id === null) skips.push({ kind: 'users', id: user.id, name: user.login, reason: NAME_TAKEN })
      else {
        withIds.push({ user, id })
        renumbered += 1
      }
    }
    yield* insert.profiles(withIds)
    const epoch = epochAfter(clock())
    for (const userId of displaced) yield* write(epochs.advance({ userId, epoch }))
    return yield* advance('users', batch, { counts: { added: withIds.length, renumbered, present }, skips })
  }

  function* idsOf(jtis: readonly string[]): Unit<ReadonlyMap<string, number>> {
    if (jtis.length === 0) return new Map()
    const rows = yield* all(query.selectFrom('token_blacklist_outstandingtoken').select(['id', 'jti']).where('jti', 'in', jtis))
    return new Map(rows.map(({ id, jti }) => [jti, id]))
  }

  const spent = (ids: ReadonlyMap<string, number>, entries: readonly { jti: string; at: ExactTime }[]) =>
    entries.flatMap(({ jti, at }) => {
      const id = ids.get(jti)
      return id === undefined ? [] : [{ token_id: id, blacklisted_at: values.toExactTime(at) }]
    })

  const progressOf = async (source: string, kind: ImportKind): Promise<ImportProgress> => {
    const row = await database.read(
      first(query.selectFrom('latchkey_import').select(['last_id', 'counts']).where('source', '=', source).where('kind', '=', kind)),
    )
    return row ? { lastId: Number(row.last_id), counts: { ...NO_COUNTS, ...JSON.parse(row.counts) } } : { lastId: 0, counts: NO_COUNTS }
  }

  function* begin(source: string, restart: boolean): Unit<void> {
    if (restart) {
      yield* write(query.deleteFrom('latchkey_import').where('source', '=', source))
      yield* write(query.deleteFrom('latchkey_import_skip').where('source', '=', source))
    }
    const rows = (['users', 'tokens', 'blacklist'] as const).map((kind) => ({
      source,
      kind,
      last_id: 0,
      counts: JSON.stringify(NO_COUNTS),
    }))
    yield* write(
      query
        .insertInto('latchkey_import')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing()),
    )
  }

  return {
    progress: async (source, restart) => {
      await database.write(() => begin(source, restart))
      return {
        users: await progressOf(source, 'users'),
        tokens: await progressOf(source, 'tokens'),
        blacklist: await progressOf(source, 'blacklist'),
      }
    },
    reserveUserIds: (last) => database.write(() => database.reserveIds(users.table, users.column('id'), last)),
    addUsers: (batch) => database.write(() => addUsers(batch)),
    addTokens: (batch) =>
      database.write(function* () {
        const created = yield* insert.tokens(batch.rows)
        const ended = batch.rows.flatMap(({ jti, endedAt }) => (endedAt === null ? [] : [{ jti, at: endedAt }]))
        yield* insert.blacklisted(spent(yield* idsOf(ended.map(({ jti }) => jti)), ended))
        return yield* advance('tokens', batch, {
          counts: { added: created.length, present: batch.rows.length - created.length, ended: ended.length },
        })
      }),
    addBlacklisted: (batch) =>
      database.write(function* () {
        const ids = yield* idsOf(batch.rows.map(({ jti }) => jti))
        const entries = spent(
          ids,
          batch.rows.map(({ jti, blacklistedAt }) => ({ jti, at: blacklistedAt })),
        )
        const created = yield* insert.blacklisted(entries)
        const skips = batch.rows
          .filter(({ jti }) => !ids.has(jti))
          .map(({ id, jti }): Skip => ({ kind: 'blacklist', id, name: jti, reason: NOT_RECORDED }))
        return yield* advance('blacklist', batch, { counts: { added: created.length, present: entries.length - created.length }, skips })
      }),
    advanceEpochs: (entries) =>
      database.write(function* () {
        for (const entry of entries) yield* write(epochs.advance(entry))
      }),
    accountsNamed: (logins) => database.read(accountsNamed(logins)),
    takenIds: async (ids) => {
      if (ids.length === 0) return new Set()
      return new Set((await database.read(all(query.selectFrom(users.rows).select('id').where('id', 'in', ids)))).map(({ id }) => id))
    },
    skips: async (source, { after, limit }) => {
      const page = query
        .selectFrom('latchkey_import_skip')
        .select(['id', 'kind', 'source_id', 'name', 'reason'])
        .where('source', '=', source)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
      const rows = await database.read(all(page))
      return {
        // The column holds what `advance` wrote.
        skips: rows.map(({ kind, source_id, name, reason }) => ({ kind: kind as ImportKind, id: Number(source_id), name, reason })),
        last: rows.at(-1)?.id ?? after,
      }
    },
  }
}
